"""How a caller left a queue: exactly one of these for each."""

from __future__ import annotations

from enum import StrEnum


class QueueOutcome(StrEnum):
    """How a caller left a queue; every figure of a queue is derived from these."""

    ANSWERED = "answered"  # talked with an agent
    ABANDONED = "abandoned"  # hung up while waiting
    KEY_EXIT = "key_exit"  # pressed a key that leads elsewhere
    OVERFLOW = "overflow"  # the queue's maximum wait has passed
    FULL = "full"  # as many wait as may
    NOBODY = "nobody"  # no agent counted when the caller came
    LONG_WAIT = "long_wait"  # the estimate was beyond the limit when the caller came
    CROWDED = "crowded"  # too many callers for each agent when the caller came
    DESERTED = "deserted"  # no agent counted any more while the caller waited
    CLOSED = "closed"  # the queue was taken away
    RESUMED = "resumed"  # a placeholder whose caller called again and took the place over
    UNREACHED = "unreached"  # a placeholder whose caller could not be called back
    CANCELLED = "cancelled"  # a placeholder that nobody wants any more
    FAILED = "failed"  # our own failure ended the waiting

    @property
    def is_callers_choice(self) -> bool:
        """Whether the service may report it; the others are the engine's to decide."""
        return self in _REPORTED


_REPORTED = frozenset(
    {
        QueueOutcome.ABANDONED,
        QueueOutcome.KEY_EXIT,
        QueueOutcome.FAILED,
        QueueOutcome.CANCELLED,
    }
)
