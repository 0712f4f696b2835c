"""Handing a conversation on: whoever does it leaves the call, and its other side stays in it.

What becomes of the other side is decided above, where numbers are known
(`ringtree.flows.transferring`); here stand the parts of it that are a call's own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

from ringtree.calls.attempt import Attempt
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.events import Left, LegEvent, TransferAsked
from ringtree.calls.leg import Leg


class Releasable(Protocol):
    """Something a call holds while it lasts: an extension, a place on a trunk, somebody's leg."""

    def release(self) -> None:
        """Give it back; twice does nothing."""


class Transfers(Protocol):
    """Who decides whether and how a conversation of one call is handed on."""

    def asked(self, asked: TransferAsked, callee: Attempt, *, by_caller: bool) -> bool:
        """A party of the conversation with `callee` wants to hand it on; whether that is done.

        If it is, the conversation is over when this returns, and the parties belong to whoever
        has decided so. If not, `asked` says how it is to be refused.
        """


class AttemptHold:
    """Somebody whom we have called and who is a party of the call like its caller."""

    __slots__ = ("_attempt",)

    def __init__(self, attempt: Attempt) -> None:
        self._attempt = attempt

    def release(self) -> None:
        """Hang up, and free the extension."""
        self._attempt.cancel(cause(CauseKind.NORMAL))
        if (leg := self._attempt.leg) is not None:
            leg.confirm_end()


class OverSignal:
    """Held by a call to say when it is over and everything else of it released."""

    __slots__ = ("_over",)

    def __init__(self) -> None:
        self._over = asyncio.Event()

    def release(self) -> None:
        """It is over."""
        self._over.set()

    async def wait(self, limit: float) -> None:
        """Wait for it, at most `limit` seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(limit):
                await self._over.wait()


class Transferor:
    """Whoever has handed a conversation on. The phone may stay to be told what becomes of it, or
    hang up at once; the extension is taken until its leg is gone, as in any other call."""

    __slots__ = ("_holds", "_leg", "_teller", "extension")

    def __init__(
        self, extension: str, leg: Leg, holds: Iterable[Releasable], teller: Leg | None = None
    ) -> None:
        """`teller` is the leg that has asked, if it is not the one that leaves: a phone with two
        calls may ask in either."""
        self.extension = extension
        self._leg = leg
        self._holds = tuple(holds)
        self._teller = teller or leg

    @classmethod
    def calling(
        cls, extension: str, leg: Leg, holds: Iterable[Releasable], teller: Leg | None = None
    ) -> Transferor:
        """The caller hands the callee on."""
        made = cls(extension, leg, holds, teller)
        leg.listener = made.on_event
        return made

    @classmethod
    def called(cls, extension: str, attempt: Attempt, teller: Leg | None = None) -> Transferor:
        """The callee hands the caller on."""
        assert attempt.leg is not None, "nobody has answered"
        made = cls(extension, attempt.leg, (AttemptHold(attempt),), teller)
        attempt.listener = made.on_event
        return made

    def on_event(self, _party: Leg | Attempt, event: LegEvent) -> None:
        """Hear of the phone's hanging up; nothing else it says matters any more."""
        if isinstance(event, Left):
            self.release()

    def tell(self, status: int) -> None:
        """Say what became of the transfer, to a phone that still listens."""
        if not self._teller.is_over:
            self._teller.session.tell_referred(status)

    def release(self) -> None:
        """Let the transferor go: hung up, and free for other calls. A second time does nothing."""
        self._leg.hang_up(cause(CauseKind.NORMAL))
        self._leg.confirm_end()
        for one in self._holds:
            one.release()
