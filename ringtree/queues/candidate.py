"""Candidates for a ring offer, and the note that says why each was or was not chosen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ringtree.queues.settings import NO_SKILLS, Skills


class Candidate(NamedTuple):
    """An available agent as a strategy sees it."""

    extension: str
    order: int
    """Place in the queue's configured order, from 0."""
    idle_since: float | None
    """The later of the last hang-up and the last offer; None: never used."""
    tier: int = 1
    calls: int = 0
    """Callers of this queue answered, counted from the group's minimum when the agent came."""
    talk_time: float = 0.0
    """Seconds of conversation with callers of this queue, counted likewise."""
    weight: int = 1
    skills: Skills = NO_SKILLS


class Circumstances(NamedTuple):
    """What else a strategy may go by; the same for one offer from its beginning to its end."""

    seed: int = 0
    """Of everything left to chance."""
    last: Mapping[int, int] = {}
    """The place in the configured order of who was offered a caller last, by tier."""
    stopped_at: int | None = None
    """The place in the configured order of who was offered this caller last."""
    known: str | None = None
    """Who talked with this caller last, if that is not too long ago."""
    preferred: Skills = NO_SKILLS
    """Levels that would suit this caller."""


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
    TIER = "tier"  # helps only when a caller has waited longer; detail: tier; seconds: to go
    SKILL = "skill"  # lacks what the caller needs; detail: the skill; value: the level needed
    KEPT = "kept"  # the caller is kept for another agent; detail: whom; seconds: to go


class CandidateNote(NamedTuple):
    """One agent of the queue at the moment of an offer; holds nothing but plain values."""

    extension: str
    reason: Reason
    seconds: float | None = None
    """What the reason says: elapsed, or still to go."""
    detail: str | None = None
    value: float | None = None
    """What the strategy, or the reason, measures: calls, seconds of talk, a level."""

    @property
    def chosen(self) -> bool:
        """Whether this offer rings the agent now."""
        return self.reason is Reason.CHOSEN or self.reason is Reason.RINGING_HERE
