"""One agent after another, the longest idle first."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from ringtree.queues.candidate import Candidate
from ringtree.queues.strategy import Waves, strategy

CHOSEN = {
    "ru": "ждёт звонка дольше всех ({idle})",
    "en": "has been idle longest ({idle})",
}


@strategy("longest_idle", chosen=CHOSEN)
def longest_idle(available: Sequence[Candidate]) -> Waves:
    """Rank by idle time; who was never used has been idle longest; ties as configured."""
    return [[agent] for agent in sorted(available, key=_rank)]


def _rank(agent: Candidate) -> tuple[float, int]:
    return (-inf if agent.idle_since is None else agent.idle_since, agent.order)
