"""The caller's side of a call: what the caller hears and says, and how the call ends for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from ringtree.calls.attempt import Attempt
from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import Cause
from ringtree.calls.events import Left, LegEvent, Played, Pressed
from ringtree.calls.exchange import Exchange
from ringtree.calls.keys import KeyBuffer
from ringtree.calls.leg import Leg
from ringtree.calls.player import Player
from ringtree.calls.presentation import Presentation
from ringtree.calls.refused import refusing
from ringtree.calls.timeline import Timeline
from ringtree.calls.transfer import Releasable, Transfers
from ringtree.media.plane import MediaRoom
from ringtree.routing.directory import Snapshot
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.transaction.machine import ServerTransaction


class Activity(Protocol):
    """What the caller is in at the moment and wants to hear of: a conversation, a queue."""

    def on_caller(self, event: LegEvent) -> None:
        """Hear what the caller's leg reports, except keys."""


class Farewell(NamedTuple):
    """How a caller is hung up on or refused: the cause, other words for it, when to try again."""

    why: Cause
    text: str | None
    retry_after: int | None


class CallerSide:
    """What a call is to its caller."""

    __slots__ = (
        "_apart",
        "_callee_media",
        "_farewell",
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
        self._farewell: Farewell | None = None
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

    def attend(self) -> None:
        """The present task serves the caller; it is cancelled when the caller leaves.

        Said by the task itself: one that is cancelled before its first step never takes it, and
        could not tidy up.
        """
        self._task = asyncio.current_task()

    # -- what the caller hears

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
        """Say how the call ends; `dismiss` tells the caller. A second time does nothing."""
        if self.gone is None:
            self.gone = why
        if self._farewell is None:
            self._farewell = Farewell(why, text, retry_after)

    def dismiss(self) -> None:
        """Hang up on the caller, refuse who was never answered, or answer the caller's BYE.

        It is the last thing that is done: whoever hears of the end may rely on the record.
        """
        assert self._farewell is not None, "end comes first"
        why, text, retry_after = self._farewell
        if self.caller.is_over:
            self.caller.confirm_end()
        elif self.answered:
            self.caller.hang_up(why)
        else:
            self.caller.reject(why, text=text, retry_after=retry_after)

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
