"""An entry: one waiting caller, from joining to the one outcome."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ringtree.queues.machine import Rows, step
from ringtree.queues.needs import NO_NEEDS, Needs

if TYPE_CHECKING:
    from ringtree.queues.offer import Offer
    from ringtree.queues.queue import Queue


class EntryKind(StrEnum):
    """Who stands in the line."""

    CALLER = "caller"
    """Somebody who listens to the music."""
    PLACEHOLDER = "placeholder"
    """The place of somebody who has hung up and is to be called back."""


class EntryState(StrEnum):
    """Where a caller is."""

    WAITING = "waiting"
    OFFERED = "offered"
    CALLING = "calling"
    """A placeholder whose caller is being called back."""
    CLAIMED = "claimed"
    """An agent has won; the two cannot hear each other yet."""
    CONNECTED = "connected"
    LEFT = "left"


class EntryInput(StrEnum):
    """What happens to a caller."""

    OFFER = "offer"
    OFFER_FAILED = "offer failed"
    ANSWERED = "answered"
    TALKING = "talking"
    CALL_BACK = "call back"
    TAKEN_UP = "taken up"
    UNREACHED = "unreached"
    POSTPONED = "postponed"
    """Nobody may be called back now: nobody is rung for it either."""
    CONNECTION_LOST = "connection lost"
    CONVERSATION_OVER = "conversation over"
    CALLER_LEFT = "caller left"
    MAX_WAIT = "maximum wait"
    QUEUE_CLOSED = "queue closed"
    LET_GO = "let go"
    """The engine's own rules end the waiting."""


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
    """There was no conversation, by the agent's doing: no wrap-up, and not this caller again."""
    FREE_AGENT = "free agent"
    """There was no conversation, by the caller's doing: the agent is free at once."""
    DEPART = "depart"
    """Count the outcome, say it, forget the entry."""
    DEPART_ANSWERED = "depart answered"
    """The same with the outcome "answered", however the caller left."""


#: The order of waiting, within a queue and across queues: when the caller counts as having joined,
#: and the number of the entry. Never two alike.
Key = tuple[float, int]

_S, _I, _A = EntryState, EntryInput, EntryAction

ENTRY: Rows[EntryState, EntryInput, EntryAction] = {
    (_S.WAITING, _I.OFFER): (_S.OFFERED, ()),
    (_S.WAITING, _I.CALL_BACK): (_S.CALLING, ()),
    (_S.WAITING, _I.CALLER_LEFT): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    (_S.WAITING, _I.MAX_WAIT): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    (_S.WAITING, _I.QUEUE_CLOSED): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    (_S.WAITING, _I.LET_GO): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    # The end of a conversation is told twice when the caller leaves as a connection is lost.
    (_S.WAITING, _I.CONVERSATION_OVER): (_S.WAITING, ()),
    (_S.WAITING, _I.CONNECTION_LOST): (_S.WAITING, ()),
    # What became of a call back, told after the offer or the call had ended.
    (_S.WAITING, _I.TALKING): (_S.WAITING, ()),
    (_S.WAITING, _I.TAKEN_UP): (_S.WAITING, ()),
    (_S.WAITING, _I.UNREACHED): (_S.WAITING, ()),
    (_S.WAITING, _I.POSTPONED): (_S.WAITING, ()),
    # Offered: phones ring for the caller
    (_S.OFFERED, _I.OFFER_FAILED): (_S.WAITING, ()),
    (_S.OFFERED, _I.ANSWERED): (_S.CLAIMED, (_A.LEAVE_LINE,)),
    (_S.OFFERED, _I.CALLER_LEFT): (_S.LEFT, (_A.WITHDRAW, _A.LEAVE_LINE, _A.DEPART)),
    (_S.OFFERED, _I.MAX_WAIT): (_S.LEFT, (_A.WITHDRAW, _A.LEAVE_LINE, _A.DEPART)),
    (_S.OFFERED, _I.QUEUE_CLOSED): (_S.LEFT, (_A.WITHDRAW, _A.LEAVE_LINE, _A.DEPART)),
    (_S.OFFERED, _I.LET_GO): (_S.LEFT, (_A.WITHDRAW, _A.LEAVE_LINE, _A.DEPART)),
    (_S.OFFERED, _I.CONVERSATION_OVER): (_S.OFFERED, ()),
    (_S.OFFERED, _I.CONNECTION_LOST): (_S.OFFERED, ()),
    (_S.OFFERED, _I.TALKING): (_S.OFFERED, ()),
    (_S.OFFERED, _I.TAKEN_UP): (_S.OFFERED, ()),
    (_S.OFFERED, _I.UNREACHED): (_S.OFFERED, ()),
    (_S.OFFERED, _I.POSTPONED): (_S.WAITING, (_A.WITHDRAW,)),
    # Calling: the caller is being called back, and nobody's phone rings for it
    (_S.CALLING, _I.TAKEN_UP): (_S.WAITING, ()),
    (_S.CALLING, _I.UNREACHED): (_S.WAITING, ()),
    (_S.CALLING, _I.CALLER_LEFT): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    (_S.CALLING, _I.QUEUE_CLOSED): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    (_S.CALLING, _I.LET_GO): (_S.LEFT, (_A.LEAVE_LINE, _A.DEPART)),
    (_S.CALLING, _I.CONVERSATION_OVER): (_S.CALLING, ()),
    (_S.CALLING, _I.CONNECTION_LOST): (_S.CALLING, ()),
    (_S.CALLING, _I.TALKING): (_S.CALLING, ()),
    (_S.CALLING, _I.POSTPONED): (_S.WAITING, ()),
    # Claimed: one agent has won and hears who it is, or waits for the caller to pick up
    (_S.CLAIMED, _I.TALKING): (_S.CONNECTED, ()),
    (_S.CLAIMED, _I.CALLER_LEFT): (_S.LEFT, (_A.FREE_AGENT, _A.DEPART)),
    (_S.CLAIMED, _I.CONVERSATION_OVER): (_S.LEFT, (_A.FREE_AGENT, _A.DEPART)),
    (_S.CLAIMED, _I.CONNECTION_LOST): (_S.WAITING, (_A.BREAK_OFF, _A.REJOIN_LINE)),
    (_S.CLAIMED, _I.UNREACHED): (_S.WAITING, (_A.FREE_AGENT, _A.REJOIN_LINE)),
    (_S.CLAIMED, _I.TAKEN_UP): (_S.CLAIMED, ()),
    (_S.CLAIMED, _I.QUEUE_CLOSED): (_S.CLAIMED, ()),
    # Connected: they talk
    (_S.CONNECTED, _I.CONVERSATION_OVER): (_S.LEFT, (_A.CONCLUDE, _A.DEPART_ANSWERED)),
    (_S.CONNECTED, _I.CALLER_LEFT): (_S.LEFT, (_A.CONCLUDE, _A.DEPART_ANSWERED)),
    (_S.CONNECTED, _I.CONNECTION_LOST): (_S.WAITING, (_A.BREAK_OFF, _A.REJOIN_LINE)),
    (_S.CONNECTED, _I.TALKING): (_S.CONNECTED, ()),
    (_S.CONNECTED, _I.TAKEN_UP): (_S.CONNECTED, ()),
    (_S.CONNECTED, _I.UNREACHED): (_S.CONNECTED, ()),
    # A conversation outlives its queue.
    (_S.CONNECTED, _I.QUEUE_CLOSED): (_S.CONNECTED, ()),
    # Left: both sides hang up at once, and each tells
    (_S.LEFT, _I.CALLER_LEFT): (_S.LEFT, ()),
    (_S.LEFT, _I.CONVERSATION_OVER): (_S.LEFT, ()),
    (_S.LEFT, _I.CONNECTION_LOST): (_S.LEFT, ()),
    (_S.LEFT, _I.TALKING): (_S.LEFT, ()),
    (_S.LEFT, _I.TAKEN_UP): (_S.LEFT, ()),
    (_S.LEFT, _I.UNREACHED): (_S.LEFT, ()),
}


class Entry:
    """One waiting caller, or the place of one."""

    __slots__ = (
        "announce_after",
        "caller",
        "entry_id",
        "heir",
        "is_kept",
        "joined",
        "key",
        "kind",
        "needs",
        "number",
        "offer",
        "periodic_at",
        "place_at",
        "postponed",
        "queue",
        "refused",
        "reminded",
        "said",
        "since",
        "state",
        "stopped_at",
        "told_until",
        "told_wait",
    )

    def __init__(
        self,
        entry_id: str,
        queue: Queue,
        now: float,
        *,
        number: int,
        needs: Needs = NO_NEEDS,
        caller: str | None = None,
        kind: EntryKind = EntryKind.CALLER,
    ) -> None:
        self.entry_id = entry_id
        self.queue = queue
        self.kind = kind
        self.caller = caller
        """The caller's number; None: hidden."""
        self.number = number
        self.joined = now
        self.since = now
        """From when the caller's waiting counts: a place given back keeps it."""
        self.needs = needs
        """The priority, and levels beyond what the queue asks for and would like."""
        self.state = EntryState.WAITING
        self.offer: Offer | None = None
        self.heir = ""
        """The call that takes a placeholder's place over when it joins."""
        self.postponed: float | None = None
        """A placeholder that is not tried again before."""
        self.refused: dict[str, float] = {}
        """Agents who refused this caller, and until when they are spared."""
        self.stopped_at: int | None = None
        """Place in the configured order of the agent this caller was offered to last."""
        self.said: int | None = None
        """The place the caller was told last."""
        self.announce_after = now
        """Not before this is the place told again."""
        self.place_at: float | None = None
        """When the place is told though it has not changed."""
        self.periodic_at: float | None = None
        """When the next periodic announcement is due."""
        self.reminded = 0
        """How many periodic announcements the caller has been given."""
        self.is_kept = False
        """The place was given back, and the caller has not been told yet."""
        self.told_wait: int | None = None
        """Minutes the caller was told last; 0: any moment now."""
        self.told_until: float | None = None
        """By when the caller was told to be answered."""
        self.key: Key
        self.rank()

    def rank(self) -> None:
        """Find the place in every order of waiting, by the queue's settings as they are now.

        The caller counts as having joined earlier by the queue's head start and by what the
        priority is worth. The difference between two callers never changes while they wait, so
        the order needs no clock; and whoever came later by more than that is always behind.
        """
        settings = self.queue.settings
        ahead = settings.head_start + self.needs.priority * settings.priority_step
        self.key = (self.since - ahead, self.number)

    def take_place(self, since: float, number: int, priority: int = 0) -> None:
        """Stand where somebody of that priority stood who waited from `since` on."""
        self.since, self.number = since, number
        self.needs = replace(self.needs, priority=max(self.needs.priority, priority))
        self.rank()

    @property
    def is_unserved(self) -> bool:
        """Whether somebody should be found for the caller now."""
        return self.state is EntryState.WAITING and self.postponed is None

    def feed(self, got: EntryInput) -> tuple[EntryAction, ...]:
        """Move, and return what is to be done.

        Raises:
            IllegalTransition: the engine made a mistake; the state is unchanged.
        """
        self.state, actions = step("entry", ENTRY, self.state, got)
        return actions
