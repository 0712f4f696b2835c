"""A conversation: two legs that hear each other until one of them leaves."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ringtree.calls.attempt import Attempt
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.events import Held, Left, LegEvent, Resumed, TransferAsked
from ringtree.calls.exchange import Exchange
from ringtree.calls.leg import Leg
from ringtree.calls.transfer import Transfers
from ringtree.media.plane import Playlist


class Conversation:
    """Joins the caller's leg to the attempt that won, and minds hold on either side.

    The caller's own leaving is not seen here: it cancels the task that waits.
    """

    __slots__ = (
        "_attempt",
        "_callee",
        "_caller",
        "_ended",
        "_exchange",
        "_handed_on",
        "_holders",
        "_music",
        "_transfers",
    )

    def __init__(
        self,
        exchange: Exchange,
        caller: Leg,
        callee: Attempt,
        music: tuple[Path, ...],
        transfers: Transfers | None = None,
    ) -> None:
        """`transfers` decides whether it may be handed on; without it nobody can."""
        assert callee.leg is not None, "a conversation needs a callee who answered"
        self._exchange = exchange
        self._caller = caller
        self._attempt = callee
        self._callee = callee.leg
        self._music = music
        # Whoever comes from another conversation may have put its other side on hold there.
        self._holders: set[Leg] = {leg for leg in (caller, callee.leg) if leg.held}
        self._transfers = transfers
        self._handed_on = False
        self._ended: asyncio.Future[Cause] = asyncio.get_running_loop().create_future()
        callee.listener = self.on_callee
        if self._callee.is_over:
            self._ended.set_result(cause(CauseKind.NORMAL))

    async def run(self) -> Cause:
        """Join the legs and wait until the callee leaves or the call reaches its longest time.

        Whatever ends it, the caller hears nobody afterwards, and the callee's leg is over, unless
        the conversation was handed on.
        """
        self._connect()
        try:
            async with asyncio.timeout(self._longest()):
                return await self._ended
        except TimeoutError:
            return cause(CauseKind.TOO_LONG)
        finally:
            if not self._handed_on:
                self._attempt.cancel(cause(CauseKind.NORMAL))
                self._callee.confirm_end()
            self._part()

    def end(self, why: Cause) -> bool:
        """Take the parties out of it, who go on elsewhere; False: it is over already."""
        if self._ended.done():
            return False
        self._handed_on = True
        self._ended.set_result(why)
        return True

    def _longest(self) -> float:
        """Seconds that the conversation may last: less, if a limit of calls outside says so."""
        permit = self._attempt.permit
        asked = permit.longest if permit is not None else None
        usual = self._exchange.longest_call
        return usual if asked is None else min(asked, usual)

    @property
    def callee(self) -> Attempt:
        """Whom the caller talks with."""
        return self._attempt

    def on_caller(self, event: LegEvent) -> None:
        """Hear of the caller's hold and wish to hand the callee on."""
        if isinstance(event, TransferAsked):
            self.transfer(event, by_caller=True)
        else:
            self._on_hold(self._caller, event)

    def on_callee(self, _attempt: Attempt, event: LegEvent) -> None:
        """Hear of the callee's hold, leaving, and wish to hand the caller on."""
        if isinstance(event, TransferAsked):
            self.transfer(event, by_caller=False)
        elif isinstance(event, Left) and not self._ended.done():
            self._ended.set_result(event.cause)
        else:
            self._on_hold(self._callee, event)

    def transfer(self, asked: TransferAsked, *, by_caller: bool) -> None:
        """One of the two wants to hand the other on; `asked` says afterwards whether it is done."""
        if self._transfers is not None and not self._ended.done():
            asked.taken = self._transfers.asked(asked, self._attempt, by_caller=by_caller)

    def _on_hold(self, leg: Leg, event: LegEvent) -> None:
        if isinstance(event, Held):
            self._holders.add(leg)
        elif isinstance(event, Resumed):
            self._holders.discard(leg)
        else:
            return
        self._connect()

    def _connect(self) -> None:
        if self._holders:
            self._part()
            self._play_to_the_held()
        else:
            self._join()

    def _play_to_the_held(self) -> None:
        music = Playlist(files=self._music, loop=True)
        for leg in (self._caller, self._callee):
            if leg not in self._holders and leg.media is not None:
                leg.media.play(music)

    def _join(self) -> None:
        for leg in (self._caller, self._callee):
            if leg.media is not None:
                leg.media.stop_playing()
        if self._caller.media is not None and self._callee.media is not None:
            self._caller.media.connect(self._callee.media)

    def _part(self) -> None:
        if self._caller.media is not None:
            self._caller.media.disconnect()
