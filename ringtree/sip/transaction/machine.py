"""What the four transaction machines share: a table, a state and two timers.

A machine is its table. `feed` looks the pair (state, input) up, moves, and returns the actions
to be done by the transaction layer; an unlisted pair raises and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar

from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.timers import NO_TIMERS, Schedule, Timed

if TYPE_CHECKING:
    from ringtree.sip.hop import Hop
    from ringtree.sip.message import Request
    from ringtree.sip.transaction.layer import TransactionLayer


class Action(StrEnum):
    """What a machine wants done."""

    SEND = "send"
    """Write the response given to the machine."""
    RESEND = "resend"
    """Write once more what was written last."""
    SEND_100 = "send 100"
    ACK = "ack"
    """Acknowledge a final response that is not 2xx."""
    PASS = "pass"
    """Hand the message to the transaction user."""
    TIMEOUT = "timeout"
    FAILED = "failed"
    """Tell the transaction user that the transport failed."""


Table = Mapping[tuple[StrEnum, StrEnum], tuple[StrEnum, tuple[Action, ...]]]


class Transaction(Timed):
    """A transaction: table look-up, the timers of its state, and what the layer keeps with it."""

    __slots__ = (
        "_interval",
        "_limit_at",
        "_resend_at",
        "_schedule",
        "hop",
        "key",
        "layer",
        "owner",
        "request",
        "state",
        "wire",
    )

    TABLE: ClassVar[Table]
    INITIAL: ClassVar[StrEnum]
    TERMINATED: ClassVar[StrEnum]
    TRANSPORT_ERROR: ClassVar[StrEnum]

    def __init__(self, schedule: Schedule, now: float) -> None:
        super().__init__()
        self._schedule = schedule
        self.layer: TransactionLayer | None = None
        self.key: tuple[Any, ...] = ()
        self.hop: Hop | None = None
        self.owner: Any = None
        """Whatever the transaction user wants to find again with the transaction."""
        self.request: Request | None = None
        """The request, while something may still have to be built from it."""
        self.wire: bytes = b""
        """What was written last, for as long as it may have to be repeated."""
        self._enter(self.INITIAL, now)

    @property
    def terminated(self) -> bool:
        """Whether nothing more can happen here."""
        return self.state is self.TERMINATED

    def accepts(self, given: StrEnum) -> bool:
        """Whether the present state has a row for this input."""
        return (self.state, given) in self.TABLE

    def feed(self, given: StrEnum, now: float) -> tuple[Action, ...]:
        """Move by the table and return what is to be done.

        Raises `LocalProtocolError`, leaving everything as it was, for an unlisted pair.
        """
        row = self.TABLE.get((self.state, given))
        if row is None:
            raise LocalProtocolError(type(self).__name__, self.state, given)
        if row[0] is not self.state:
            self._enter(row[0], now)
        return row[1]

    def _enter(self, state: StrEnum, now: float) -> None:
        self.state = state
        timers = self._schedule.get(state, NO_TIMERS)
        self._interval = timers.interval
        self._resend_at = now + timers.interval
        self._limit_at = now + timers.after

    def due(self) -> float:
        resend, limit = self._resend_at, self._limit_at
        return resend if resend < limit else limit

    def expire(self, now: float) -> StrEnum | None:
        """The timer that has run out, if one has; a repeating one is wound up again."""
        timers = self._schedule.get(self.state, NO_TIMERS)
        if self._limit_at <= now:
            self._limit_at = inf
            return timers.limit
        if self._resend_at <= now:
            self._interval = min(2 * self._interval, timers.cap)
            # Counted from now, not from when it was due: a stall must not end in a burst.
            self._resend_at = now + self._interval
            return timers.resend
        return None

    def on_timer(self, now: float) -> None:
        if self.layer is not None:
            self.layer.timer_expired(self, now)


class ClientTransaction(Transaction):
    """We sent the request."""

    __slots__ = ()


class ServerTransaction(Transaction):
    """They sent the request."""

    __slots__ = ("merge_key", "method", "to_tag")

    def __init__(self, schedule: Schedule, now: float) -> None:
        super().__init__(schedule, now)
        self.method = ""
        self.to_tag = ""
        """The tag our responses carry, one for all of them [RFC 3261 §8.2.6.2]."""
        self.merge_key: tuple[Any, ...] | None = None
