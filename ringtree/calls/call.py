"""One call: a caller's leg, what the caller hears, and whom the caller talks to.

The call's task walks a tree or rings a colleague; this class is what it does that with. When the
caller leaves, the task is cancelled, tidies up, writes the record, and only then is the caller's
BYE answered; whom we hang up on or refuse hears of it after the record, too. What stands here is
the callee's side; the caller's is `caller_side`, and who comes and goes `parties`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ringtree.calls.attempt import Attempt
from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.conversation import Conversation
from ringtree.calls.exchange import Exchange
from ringtree.calls.parties import Parties
from ringtree.calls.player import NoPlayer
from ringtree.calls.presentation import Presentation
from ringtree.calls.refused import CallRefused, refusing
from ringtree.calls.target import Target
from ringtree.calls.timeline import Timeline
from ringtree.routing.directory import Snapshot

__all__ = ["Call", "CallRefused", "new_call_id"]


class Call(Parties):
    """A caller and everything that is being done for them."""

    __slots__ = ()

    @classmethod
    def of_ours(
        cls, exchange: Exchange, snapshot: Snapshot, presentation: Presentation, timeline: Timeline
    ) -> Call:
        """A call that we begin; `begin` first, and `take_back` when there is a caller."""
        call = cls(exchange, snapshot, presentation, timeline)
        call.player = NoPlayer()
        return call

    async def begin(self) -> None:
        """Get ready to ring people for a call of our own.

        Raises:
            CallRefused: there is no media worker.
        """
        with refusing():
            self._room = await self.exchange.media.open_room()

    # -- the callee's side

    async def callee_media(self) -> CalleeMedia:
        """The media offered to whoever is rung for this caller.

        Raises:
            CallRefused: as for `open_media`.
        """
        room = await self.open_media()
        if self._callee_media is None:
            self._callee_media = CalleeMedia(self.exchange, room)
        return self._callee_media

    async def media_for(self, targets: Iterable[Target]) -> CalleeMedia:
        """The same, with all that these targets' devices need opened.

        Raises:
            CallRefused: as for `open_media`.
        """
        media = await self.callee_media()
        with refusing():
            for one in targets:
                await media.open_for(one.hops, one.own_media)
        return media

    async def media_apart(self, target: Target) -> CalleeMedia:
        """Media for one callee alone, who will hear something before anybody has won.

        Raises:
            CallRefused: as for `open_media`.
        """
        media = CalleeMedia(self.exchange, await self.open_media())
        self._apart.append(media)
        with refusing():
            await media.open_for(target.hops)
        return media

    async def converse(
        self, callee: Attempt, music: tuple[Path, ...] = (), *, after_transfer: bool = False
    ) -> Cause:
        """Join the caller with the attempt that won; why the conversation ended.

        Returns when the callee has left or one of the two has handed the other on; what is to be
        done then, `transfers` knows. When the caller leaves, the task is cancelled in here.
        """
        if not self.answered:
            await self.answer()
        music = music or self.exchange.prompts.music()
        conversation = Conversation(self.exchange, self.caller, callee, music, self.transfers)
        self.activity = conversation
        self.timeline.talking(callee, after_transfer=after_transfer)
        self._publish("call.answered", by=callee.target.label)
        why = cause(CauseKind.NORMAL)
        try:
            why = await conversation.run()
            return why
        finally:
            self.activity = None
            self.timeline.parted(callee, why)
            self._publish("call.parted", by=callee.target.label)

    def _publish(self, kind: str, **data: Any) -> None:
        self.exchange.events.publish(self.snapshot.code, kind, {"call": self.id, **data})

    # -- the end

    @property
    def has_media(self) -> bool:
        """Whether there is media to close: a caller with a bad offer has a leg and no room."""
        return self._room is not None or self.caller.media is not None

    async def close_media(self) -> dict[str, dict[str, Any]]:
        """Give every media leg back: what was measured, by leg id."""
        shared = (self._callee_media,) if self._callee_media else ()
        every = (*shared, *self._apart)
        callers = (self.caller,) if hasattr(self, "caller") else ()
        legs = (*callers, *self._others, *(leg for media in every for leg in media.callees))
        used = {leg.id: leg.media for leg in legs if leg.media is not None}
        unused = [one for media in every for one in media.unused()]
        for media in (*used.values(), *unused):
            media.begin_close()
        for media in unused:
            await media.close()
        return {leg: (await media.close()).to_dict() for leg, media in used.items()}


def new_call_id() -> str:
    """A call's id: unique for good, and short enough to read out."""
    return secrets.token_hex(8)
