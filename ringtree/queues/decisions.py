"""What the engine decides, for its service to carry out, and the words they share.

The service takes decisions from `QueueEngine.decisions` strictly in order. Each is final for the
engine: what cannot be carried out comes back as an input, never as a missing effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ringtree.queues.agent import Presence
from ringtree.queues.candidate import CandidateNote
from ringtree.queues.outcome import QueueOutcome


class RefusalCause(StrEnum):
    """Why a ring ended on the agent's side."""

    DECLINED = "declined"  # the person or the phone said no: 486, 603, and 480 after 180
    NO_ANSWER = "no_answer"  # the service's own ring limit passed first
    BUSY = "busy"  # the extension could not be reserved: taken since the engine decided
    UNREACHABLE = "unreachable"  # no device, or none responds: 404, 408, 480, transport
    FAILED = "failed"  # anything else: 488, 500, our own failure


class StopReason(StrEnum):
    """Why a phone stops ringing."""

    NO_ANSWER = "no_answer"  # the ring time has passed
    ANSWERED_ELSEWHERE = "answered_elsewhere"  # another agent was first
    CALLER_LEFT = "caller_left"  # hung up, pressed a key, overflowed, or the queue closed
    NOT_READY = "not_ready"  # the agent has just said so
    REMOVED = "removed"  # the agent no longer serves the queue


@dataclass(frozen=True, slots=True)
class Ring:
    """Reserve and ring these agents for the caller, all together.

    For each of `extensions` exactly one of `offer_answered`, `offer_refused` must follow, unless
    a `StopRinging` for it comes first.
    """

    offer_id: str
    entry_id: str
    extensions: tuple[str, ...]
    ring_time: float
    """Seconds after which the engine itself stops the ringing."""
    why: tuple[CandidateNote, ...]
    """Every agent of the queue in the configured order: chosen or not, and the reason."""
    strategy: str


@dataclass(frozen=True, slots=True)
class StopRinging:
    """Cancel the ring and release the reservation; no input is expected for it any more."""

    offer_id: str
    entry_id: str
    extension: str
    reason: StopReason


@dataclass(frozen=True, slots=True)
class Connect:
    """This agent has won: let the two hear each other, and then tell `talking`.

    Before that the agent may be told who is coming, or the caller of a placeholder be rung. One
    of `talking`, `connection_lost`, `unreached` and `leave` must follow, and after `talking`,
    `conversation_ended`.
    """

    entry_id: str
    offer_id: str
    extension: str


@dataclass(frozen=True, slots=True)
class ReleaseAgent:
    """The agent answered too late: end the leg, release the reservation, if still there."""

    offer_id: str
    entry_id: str
    extension: str


@dataclass(frozen=True, slots=True)
class Announce:
    """Tell the caller where he is. Superseded by `Connect` and `Leave`."""

    entry_id: str
    place: int | None
    """1 is next; None: not to be told."""
    more_than: int | None = None
    """Tell only that more people than that are ahead, and not the place."""
    wait: int | None = None
    """The estimated wait in minutes, as people say it; 0: any moment now."""
    is_kept: bool = False
    """The caller has come back, and the place was kept."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Play the caller a periodic announcement, counted from 0."""

    entry_id: str
    index: int


@dataclass(frozen=True, slots=True)
class CallBack:
    """Ring the caller of a placeholder; `taken_up` or `unreached` must follow."""

    entry_id: str


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """The engine itself has made an agent not ready."""

    extension: str
    presence: Presence
    reason: str


@dataclass(frozen=True, slots=True)
class Leave:
    """The caller is no longer in the queue: the last decision about this entry, exactly one."""

    entry_id: str
    outcome: QueueOutcome


@dataclass(frozen=True, slots=True)
class WrapUpBegan:
    """An agent has time to write until then, after a conversation of that queue."""

    extension: str
    queue: str
    until: float


#: What is decided about one agent.
AgentDecision = PresenceChanged | WrapUpBegan
#: What is decided about one caller.
CallerDecision = Ring | StopRinging | Connect | ReleaseAgent | Announce | Remind | CallBack | Leave
Decision = CallerDecision | AgentDecision
