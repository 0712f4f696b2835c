"""One agent after another, who suits the caller best first."""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.settings import Skills
from ringtree.queues.strategies.longest_idle import idle
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import in_turn

CHOSEN = {
    "ru": "лучше всех подходит по навыкам ({idle})",
    "en": "has the skills that suit best ({idle})",
}


@strategy("skills", chosen=CHOSEN)
def skills(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """Rank by how much of the preferred levels is missing; of equals the longest idle.

    Levels that are *required* are no matter of strategy: who lacks them is not available.
    """
    return in_turn(available, lambda one: (missing(one.skills, at.preferred), idle(one)))


def missing(has: Skills, preferred: Skills) -> int:
    """How many levels the agent is short of what is preferred; more than enough is no better."""
    return sum(max(0, level - has.get(name, 0)) for name, level in preferred.items())
