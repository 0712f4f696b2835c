"""One call: a caller's leg, what the caller hears, and whom the caller talks to.

The call's task walks a tree or rings a colleague; this class is what it does that with. When the
caller leaves, the task is cancelled, tidies up, writes the record, and only then is the caller's
BYE answered.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from ringtree.calls.agreement import BadOffer, open_media_leg
from ringtree.calls.attempt import Attempt
from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.conversation import Conversation
from ringtree.calls.events import Left, LegEvent, Played, Pressed
from ringtree.calls.exchange import Exchange
from ringtree.calls.keys import KeyBuffer
from ringtree.calls.leg import Leg
from ringtree.calls.player import NoPlayer, Player
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import Target
from ringtree.calls.timeline import Timeline
from ringtree.calls.transfer import AttemptHold, Releasable, Transferor, Transfers
from ringtree.media.plane import MediaRoom, NoPortLeft, PlaneUnavailable
from ringtree.media.plane import WorkerLost as WorkerIsLost
from ringtree.routing.directory import Snapshot
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.transaction.machine import ServerTransaction


class CallRefused(Exception):
    """The call can't be taken; `cause` says how the caller is to be told."""

    def __init__(self, why: Cause) -> None:
        super().__init__(why.text)
        self.cause = why


@contextmanager
def refusing() -> Iterator[None]:
    """Media that can't be had is a refusal of the call.

    Raises:
        CallRefused: with the status that says why.
    """
    try:
        yield
    except BadOffer as error:
        why = cause(CauseKind.NO_CODEC, str(error))
        raise CallRefused(replace(why, status=error.status)) from error
    except (NoPortLeft, PlaneUnavailable, WorkerIsLost) as error:
        raise CallRefused(cause(CauseKind.OVERLOADED, str(error))) from error


class Activity(Protocol):
    """What the caller is in at the moment and wants to hear of: a conversation, a queue."""

    def on_caller(self, event: LegEvent) -> None:
        """Hear what the caller's leg reports, except keys."""


class Call:
    """A caller and everything that is being done for them."""

    __slots__ = (
        "_apart",
        "_callee_media",
        "_others",
        "_overhears",
        "_room",
        "_task",
        "account",
        "activity",
        "answered",
        "caller",
        "early",
        "exchange",
        "gone",
        "holds",
        "id",
        "keys",
        "on_ringing",
        "player",
        "presentation",
        "snapshot",
        "timeline",
        "transfers",
    )

    def __init__(
        self,
        exchange: Exchange,
        snapshot: Snapshot,
        presentation: Presentation,
        timeline: Timeline,
    ) -> None:
        self.id = timeline.id
        self.exchange = exchange
        self.snapshot = snapshot
        self.presentation = presentation
        self.timeline = timeline
        self.keys = KeyBuffer()
        self.answered = False
        self.early: bool | None = None
        """Whether the caller hears us though nothing has answered; None: not tried yet."""
        self.gone: Cause | None = None
        self.activity: Activity | None = None
        self.account: str | None = None
        """The caller's internal number, as proven by its password; None for one from outside."""
        self.holds: list[Releasable] = []
        """What is given back when the call is over."""
        self.transfers: Transfers | None = None
        self.on_ringing: Callable[[], None] | None = None
        """Who is told that somebody's phone rings, besides the caller."""
        self.caller: Leg
        self.player: Player
        self._room: MediaRoom | None = None
        self._callee_media: CalleeMedia | None = None
        self._overhears = False
        self._apart: list[CalleeMedia] = []
        self._others: list[Leg] = []
        """Who has been a party besides: left it, or come from another call."""
        self._task: asyncio.Task[object] | None = None

    def take(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        """Take the caller's INVITE."""
        self.caller = Leg.incoming(self.exchange, transaction, request, source, self._on_caller)
        self.player = Player(self.caller)

    def take_back(self, attempt: Attempt, presentation: Presentation) -> None:
        """Make the caller of somebody whom we have called, who has answered and has the media.

        Until then a call that we begin has no caller, and whoever else is rung hears nothing of
        it. `presentation` is what is shown of the caller from here on.
        """
        leg = attempt.leg
        assert leg is not None, "nobody has answered"
        self.caller, self.player = leg, Player(leg)
        self.presentation = presentation
        self.account = attempt.target.own_account
        self.answered = True
        self.timeline.answered()
        attempt.listener = lambda _attempt, event: self._on_caller(leg, event)
        if leg.is_over:
            self.leave(cause(CauseKind.NORMAL))

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

    def let_go(
        self, callee: Attempt, extension: str, *, by_caller: bool, teller: Leg | None = None
    ) -> Transferor:
        """Part with whoever hands the conversation with `callee` on; the other side stays.

        If it is the caller who goes, the callee is the call's caller from here on, and
        `presentation` is to be set to what is shown of them.
        """
        if by_caller:
            leaving = self.caller
            made = Transferor.calling(extension, leaving, self.holds, teller)
            self.holds = [AttemptHold(callee)]
            self.timeline.departed(leaving)
            self._others.append(leaving)
            self.take_back(callee, self.presentation)
        else:
            made = Transferor.called(extension, callee, teller)
        self.holds.append(made)
        return made

    def give_away(self, callee: Attempt) -> None:
        """The callee goes on in another call: the media is closed with that one."""
        shared = (self._callee_media,) if self._callee_media else ()
        for legs in (self._others, *(media.callees for media in (*shared, *self._apart))):
            if callee.leg in legs:
                legs.remove(callee.leg)

    def adopt(self, guest: Attempt) -> None:
        """Take in somebody whom another call has given away; `move_in` is the next thing to do."""
        assert guest.leg is not None, "nobody has answered"
        self._others.append(guest.leg)
        self.holds.append(AttemptHold(guest))

    async def move_in(self, guest: Attempt) -> None:
        """Bring a guest's media to where the caller's is.

        Raises:
            CallRefused: there is no port or worker left for it.
        """
        leg = guest.leg
        assert leg is not None, "nobody has answered"
        room = await self.open_media()
        former, own = leg.media, self.caller.media
        if former is None or own is None or own.can_hear(former):
            return
        with refusing():
            host = self.exchange.endpoint.local_host(leg.source)
            media = await open_media_leg(room, host, leg.on_media)
        if leg.is_over:
            await media.close()
            return
        leg.move_media(media)
        await former.close()

    def attend(self) -> None:
        """The present task serves the caller; it is cancelled when the caller leaves.

        Said by the task itself: one that is cancelled before its first step never takes it, and
        could not tidy up.
        """
        self._task = asyncio.current_task()

    # -- the caller's side

    async def open_media(self) -> MediaRoom:
        """Make sure that the caller's media is there; the room to open callees' media in.

        Raises:
            CallRefused: the offer can't be answered, or there is no port or worker left.
        """
        if self._room is None:
            with refusing():
                room = await self.exchange.media.open_room()
                await self.caller.open_media(room)
            self._room = room
        return self._room

    async def answer(self) -> None:
        """Answer the caller, if nothing has yet.

        Raises:
            CallRefused: as for `open_media`.
        """
        if not self.answered:
            await self.open_media()
            self._answer()

    def _answer(self) -> None:
        self.answered = True
        self.timeline.answered()
        self.caller.answer()

    def ring(self) -> None:
        """Tell a caller who was not answered that somebody's phone rings.

        A call of ours has no caller yet whom it could be told.
        """
        if self.on_ringing is not None:
            self.on_ringing()
        if not self.answered and not self.early and hasattr(self, "caller"):
            self.caller.ring()

    async def hear(self, files: tuple[Path, ...] | None) -> None:
        """Let the caller hear files over and over, from now on; None is ringing.

        A caller who was not answered hears them as early media, or, where that can't be, what
        the own phone makes of ringing.

        Raises:
            CallRefused: as for `open_media`.
        """
        if files:
            await self.be_early()
        if self.answered or self.early:
            self.player.loop(files or (self.exchange.prompts.tone("ringback"),))
        elif files:
            self.caller.ring()

    async def be_early(self) -> bool:
        """Whether a caller who was not answered hears us all the same, from now on.

        Raises:
            CallRefused: as for `open_media`.
        """
        if self.early is None and not self.answered:
            await self.open_media()
            self.early = self.caller.open_early()
        return bool(self.early) and not self.answered

    async def tell(self, files: tuple[Path, ...]) -> None:
        """Let a caller who will be refused hear why, as early media, for which nobody is charged.

        A phone that can't hear it gets the refusal at once.

        Raises:
            CallRefused: as for `open_media`.
        """
        if await self.be_early() or self.answered:
            await self.player.play(files)

    def overhear(self, callee: Attempt) -> None:
        """Let the caller hear what a carrier sends before the call is answered there."""
        media = callee.lend_media()
        if media is None or self.caller.is_over:
            return
        if not self.answered and self.early is None:
            self.early = self.caller.open_early()
        if not (self.answered or self.early) or self.caller.media is None:
            self.ring()
            return
        self.player.stop()
        self.caller.media.connect(media)
        self._overhears = True

    def stop_overhearing(self) -> None:
        """Nobody answered after all: the caller is ours again."""
        if self._overhears:
            self._overhears = False
            if self.caller.media is not None:
                self.caller.media.disconnect()

    def end(self, why: Cause, *, text: str | None = None, retry_after: int | None = None) -> None:
        """Hang up on the caller, or refuse who was never answered. A second time does nothing."""
        if self.gone is None:
            self.gone = why
        if self.caller.is_over:
            return
        if self.answered:
            self.caller.hang_up(why)
        else:
            self.caller.reject(why, text=text, retry_after=retry_after)

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

    # -- what the caller does

    def _on_caller(self, _leg: Leg, event: LegEvent) -> None:
        match event:
            case Pressed(digit=digit):
                self.keys.press(digit)
            case Left(cause=why):
                self.leave(why)
            case Played():
                self.player.on_played(event)
        if self.activity is not None:
            self.activity.on_caller(event)

    def interrupt(self) -> None:
        """Take the call out of what it is in; its task decides what comes then."""
        if self._task is not None:
            self._task.cancel()

    def leave(self, why: Cause) -> None:
        """The caller has gone, or the call must end from outside: stop whatever is being done."""
        if self.gone is None:
            self.gone = why
            if self._task is not None:
                self._task.cancel()


def new_call_id() -> str:
    """A call's id: unique for good, and short enough to read out."""
    return secrets.token_hex(8)
