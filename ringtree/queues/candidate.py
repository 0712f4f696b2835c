"""Candidates for a ring offer, and the note that says why each was or was not chosen."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Candidate(NamedTuple):
    """An available agent as a strategy sees it."""

    extension: str
    order: int
    """Place in the queue's configured order, from 0."""
    idle_since: float | None
    """The later of the last hang-up and the last offer; None: never used."""


class Reason(StrEnum):
    """Why an agent rings or does not ring."""

    CHOSEN = "chosen"  # seconds: idle for; None: never used; detail: the strategy
    LATER = "later"  # available, but not in this wave; seconds: idle for
    RINGING_HERE = "ringing_here"  # rings for this caller already; seconds: for so long
    RINGING = "ringing"  # rings for another caller; seconds: for so long
    TALKING = "talking"  # with another caller of a queue; seconds: for so long
    WRAP_UP = "wrap_up"  # seconds: still to go
    OTHER_CALL = "other_call"  # taken by a call that is no queue's; seconds: for so long
    LOGGED_OUT = "logged_out"
    NOT_READY = "not_ready"  # detail: the reason given; seconds: for so long
    UNREACHABLE = "unreachable"  # no device is registered
    REFUSED = "refused"  # refused this caller; seconds: not offered again for
    NO_ANSWER = "no_answer"  # let it ring; seconds: left alone for
    PAUSED = "paused"  # the last ring failed at once; seconds: left alone for


class CandidateNote(NamedTuple):
    """One agent of the queue at the moment of an offer; holds nothing but plain values."""

    extension: str
    reason: Reason
    seconds: float | None = None
    """What the reason says: elapsed, or still to go."""
    detail: str | None = None

    @property
    def chosen(self) -> bool:
        """Whether this offer rings the agent now."""
        return self.reason is Reason.CHOSEN or self.reason is Reason.RINGING_HERE
