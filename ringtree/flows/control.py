"""What a node may do with a call: the one seam between the tree and whatever carries the call.

Three things stand behind it: the live call (SIP and media), the simulator (a scripted caller on
a virtual clock) and the tests' `FakeCall`. A node sees no leg, no transaction and no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from ringtree.calls.cause import Cause, CauseKind
from ringtree.calls.hunt import Order
from ringtree.company.forwarding import Forwarding as Forwarding
from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.flows.callbacks import CallbackAnswer
from ringtree.flows.carried import Carried
from ringtree.flows.mailboxes import MailboxDesk
from ringtree.flows.requests import (
    RINGING,
    OutsideOutcome,
    OutsideRequest,
    RecordOutcome,
    RecordRequest,
    Sound,
    WebhookReply,
    WebhookRequest,
)
from ringtree.flows.requests import (
    Spoken as Spoken,
)
from ringtree.schedules.override import Override


class CallOver(BaseException):
    """The caller's leg is gone: nothing more can be done for this call.

    A BaseException, like a cancellation, so that a node that catches `Exception` to take an exit
    of its own cannot swallow it and walk on with nobody listening.
    """


class CallerLeft(CallOver):
    """The caller hung up."""


class CallLost(CallOver):
    """The call ended through no wish of the caller's: media worker lost, both sides silent."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.text)
        self.cause = cause


class DialOutcome(StrEnum):
    """How ringing people ended."""

    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"

    @classmethod
    def of(cls, kind: CauseKind) -> DialOutcome:
        """The exit a failed attempt takes. Who refuses is busy, to the caller."""
        return _DIAL_OUTCOMES.get(kind, cls.UNREACHABLE)


_DIAL_OUTCOMES = {
    CauseKind.NORMAL: DialOutcome.ANSWERED,
    CauseKind.BUSY: DialOutcome.BUSY,
    CauseKind.REFUSED: DialOutcome.BUSY,
    CauseKind.NO_ANSWER: DialOutcome.NO_ANSWER,
}


class QueueOutcome(StrEnum):
    """How waiting in a queue ended, except by the caller's hanging up."""

    ANSWERED = "answered"
    OVERFLOW = "overflow"  # the queue's maximum wait has passed
    FULL = "full"  # as many wait as may
    CROWDED = "crowded"  # too many wait for each agent on duty
    LONG_WAIT = "long_wait"  # the wait would probably be too long
    NOBODY = "nobody"  # nobody counts who could answer, as the queue is set
    DESERTED = "deserted"  # nobody counts any more who could answer
    CLOSED = "closed"  # the queue was taken away
    KEY_EXIT = "key_exit"  # the caller pressed one of the choices


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRequest:
    """Which queue to wait in, the keys that lead out of it, and what an agent has to know."""

    queue: str
    choices: tuple[str, ...] = ()
    required: Mapping[str, int] = field(default_factory=dict)
    preferred: Mapping[str, int] = field(default_factory=dict)


class QueueExit(NamedTuple):
    """How the waiting ended, and the choice that was made if a key ended it."""

    outcome: QueueOutcome
    key: str = ""


class HangUpCause(StrEnum):
    """What the caller's side is told of the end, as a document says it."""

    NORMAL = "normal"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    ERROR = "error"

    @property
    def kind(self) -> CauseKind:
        """The call layer's word for it, with its SIP status and Q.850 cause."""
        return CauseKind(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class DialRequest:
    """Whom to ring, in which order, and for how long.

    A target is an extension (digits only) or the name of a group, which never is. Who is busy or
    has no phone registered is skipped. `ring_time` is in seconds: of each person in order, of
    the whole otherwise. In waves each target is one, and the next begins `delay` seconds later.
    """

    targets: tuple[str, ...]
    ring_time: float
    order: Order = Order.TOGETHER
    delay: float = 0.0
    sound: Sound = RINGING
    forwarding: Forwarding = Forwarding.INSIDE


class CallControl(Protocol):
    """A call as its tree sees it.

    Keys the caller presses are kept in order, from the first one on, until `read_digits` takes
    them, `forget_digits` drops them, or `dial` or `queue` begins: a key pressed to music minutes
    ago must not choose from a menu. Every coroutine raises `CallOver` once the caller's leg is
    gone, and may be cancelled.
    """

    @property
    def language(self) -> Language:
        """What system phrases and prompts without a language of their own are spoken in."""

    @property
    def carried(self) -> Carried:
        """What goes with the call: language, priority, tags, note, name prefix, variables.

        Change it in place: what is played, queued and rung from then on goes by it.
        """

    @property
    def company(self) -> Company:
        """The company, under the revision the call entered with."""

    @property
    def instant(self) -> datetime:
        """Now, by the wall clock, aware of its zone."""

    @property
    def here(self) -> str:
        """The node the call is in, as "tree/node"."""

    @property
    def visits(self) -> int:
        """How often this call has come to the present node, this time included."""

    @property
    def caller(self) -> str:
        """The caller's number as presented, "" when withheld."""

    @property
    def called(self) -> str:
        """The number that was dialled, E.164."""

    @property
    def mailboxes(self) -> MailboxDesk:
        """The company's mailboxes, for this caller."""

    async def play(
        self, *prompts: Spoken, interruptible: bool = False, early: bool = False
    ) -> bool:
        """Play prompts one after the other, answering the call if nothing has yet.

        Nodes may give texts with values in them (`{caller}`): they are put in before. With `early`
        the call is not answered where the caller's side can hear us without: nobody pays for it.

        Returns:
            Whether all was heard. An interruptible playback stops at the first key, which is
            kept for `read_digits`, and does not even begin while keys are waiting.
        """

    async def read_digits(
        self,
        *,
        count: int,
        patience: float,
        terminator: str | None = None,
        secret: bool = False,
    ) -> str:
        """Take up to `count` keys, those pressed earlier first.

        Args:
            count: how many to take at most.
            patience: seconds to wait for each key, in silence.
            terminator: a key that ends the entry; it is taken and not returned.
            secret: the keys are a PIN, and no trace may tell them.

        Returns:
            The keys, fewer than `count` (perhaps "") if the caller paused that long.
        """

    def forget_digits(self) -> None:
        """Drop keys that were pressed and not read."""

    async def dial(self, request: DialRequest) -> DialOutcome:
        """Ring people and connect the first who answers; return when the conversation is over.

        ANSWERED is returned whoever ended the conversation; if the caller did, the next
        operation raises `CallerLeft`.
        """

    async def outside(self, request: OutsideRequest) -> OutsideOutcome:
        """Ring a number of the public network; as `dial`. ANSWERED only if it was accepted."""

    async def webhook(self, request: WebhookRequest) -> WebhookReply:
        """Ask a server, for as long as the request allows; what is heard goes on afterwards,
        until something else is."""

    async def record(self, request: RecordRequest) -> RecordOutcome:
        """Record what the caller says after the beep.

        A caller who hangs up amid it leaves the message all the same; `CallerLeft` is raised.
        """

    async def queue(self, request: QueueRequest) -> QueueExit:
        """Wait in a queue with music; return when the conversation or the waiting is over.

        ANSWERED as for `dial`.
        """

    async def call_back(self, queue: str, number: str) -> CallbackAnswer:
        """Ask for the caller to be called back by a queue's agents, at the caller's place.

        Args:
            queue: its name. A caller who has just left it by a key keeps the place.
            number: E.164, or as people of the company's country dial it.
        """

    def place(self, queue: str) -> int:
        """The place, from 1, that this caller would have on joining the queue now."""

    def override(self, schedule: str) -> Override | None:
        """What a person has set for a schedule of the company, whether or not it still holds."""

    def counter(self, name: str) -> int:
        """Count one more call under a name of the company's: how many were counted before."""

    async def hang_up(self, cause: HangUpCause = HangUpCause.NORMAL) -> None:
        """End the caller's leg: by a final response if it was never answered, else by BYE.

        Never raises `CallOver`; a second time does nothing.
        """

    def note(self, **facts: Any) -> None:
        """Add facts (plain JSON values) to the present node's trace entry."""
