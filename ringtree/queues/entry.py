"""An entry: one waiting caller, from joining to the one outcome."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ringtree.queues.machine import Rows, step

if TYPE_CHECKING:
    from ringtree.queues.offer import Offer
    from ringtree.queues.queue import Queue


class EntryState(StrEnum):
    """Where a caller is."""

    WAITING = "waiting"
    OFFERED = "offered"
    CONNECTED = "connected"
    LEFT = "left"


class EntryInput(StrEnum):
    """What happens to a caller."""

    OFFER = "offer"
    OFFER_FAILED = "offer failed"
    ANSWERED = "answered"
    CONNECTION_LOST = "connection lost"
    CONVERSATION_OVER = "conversation over"
    CALLER_LEFT = "caller left"
    MAX_WAIT = "maximum wait"
    QUEUE_CLOSED = "queue closed"


class EntryAction(StrEnum):
    """What the engine must do about it."""

    LEAVE_LINE = "leave line"
    """Give up the place among those who wait."""
    REJOIN_LINE = "rejoin line"
    """Take the old place again."""
    WITHDRAW = "withdraw"
    """Stop every phone that rings for the caller."""
    CONCLUDE = "conclude"
    """The conversation is over: the agent goes on to wrap-up."""
    BREAK_OFF = "break off"
    """There was no conversation: the agent is free without wrap-up."""
    DEPART = "depart"
    """Count the outcome, say it, forget the entry."""
    DEPART_ANSWERED = "depart answered"
    """The same with the outcome "answered", however the caller left."""


_S, _I, _A = EntryState, EntryInput, EntryAction

ENTRY: Rows[EntryState, EntryInput, EntryAction] = {
    (_S.WAITING, _I.OFFER): (_S.OFFERED, ()),
    (_S.WAITING, _I.CALLER_LEFT): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    (_S.WAITING, _I.MAX_WAIT): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    (_S.WAITING, _I.QUEUE_CLOSED): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    # The end of a conversation is told twice when the caller leaves as a connection is lost.
    (_S.WAITING, _I.CONVERSATION_OVER): (_S.WAITING, ()),
    (_S.WAITING, _I.CONNECTION_LOST): (_S.WAITING, ()),
    # Offered: phones ring for the caller
    (_S.OFFERED, _I.OFFER_FAILED): (_S.WAITING, ()),
    (_S.OFFERED, _I.ANSWERED): (_S.CONNECTED, (_A.LEAVE_LINE,)),
    (_S.OFFERED, _I.CALLER_LEFT): (_S.LEFT, (_A.WITHDRAW, _A.LEAVE_LINE, _A.DEPART)),
    (_S.OFFERED, _I.MAX_WAIT): (_S.LEFT, (_A.WITHDRAW, _A.LEAVE_LINE, _A.DEPART)),
    (_S.OFFERED, _I.QUEUE_CLOSED): (_S.LEFT, (_A.WITHDRAW, _A.LEAVE_LINE, _A.DEPART)),
    (_S.OFFERED, _I.CONVERSATION_OVER): (_S.OFFERED, ()),
    (_S.OFFERED, _I.CONNECTION_LOST): (_S.OFFERED, ()),
    # Connected: one agent has won
    (_S.CONNECTED, _I.CONVERSATION_OVER): (_S.LEFT, (_A.CONCLUDE, _A.DEPART_ANSWERED)),
    (_S.CONNECTED, _I.CALLER_LEFT): (_S.LEFT, (_A.CONCLUDE, _A.DEPART_ANSWERED)),
    (_S.CONNECTED, _I.CONNECTION_LOST): (_S.WAITING, (_A.BREAK_OFF, _A.REJOIN_LINE)),
    # A conversation outlives its queue.
    (_S.CONNECTED, _I.QUEUE_CLOSED): (_S.CONNECTED, ()),
    # Left: both sides hang up at once, and each tells
    (_S.LEFT, _I.CALLER_LEFT): (_S.LEFT, ()),
    (_S.LEFT, _I.CONVERSATION_OVER): (_S.LEFT, ()),
    (_S.LEFT, _I.CONNECTION_LOST): (_S.LEFT, ()),
}


class Entry:
    """One waiting caller."""

    __slots__ = (
        "announce_after",
        "entry_id",
        "joined",
        "key",
        "offer",
        "priority",
        "queue",
        "refused",
        "said",
        "state",
    )

    def __init__(
        self, entry_id: str, queue: Queue, now: float, *, number: int, priority: int
    ) -> None:
        self.entry_id = entry_id
        self.queue = queue
        self.joined = now
        self.priority = priority
        self.key = (-priority, now, number)
        """The order of waiting, within a queue and across queues; never two alike."""
        self.state = EntryState.WAITING
        self.offer: Offer | None = None
        self.refused: dict[str, float] = {}
        """Agents who refused this caller, and until when they are spared."""
        self.said: int | None = None
        """The place the caller was told last."""
        self.announce_after = now
        """Not before this is the place told again."""

    def feed(self, got: EntryInput) -> tuple[EntryAction, ...]:
        """Move, and return what is to be done.

        Raises:
            IllegalTransition: the engine made a mistake; the state is unchanged.
        """
        self.state, actions = step("entry", ENTRY, self.state, got)
        return actions
