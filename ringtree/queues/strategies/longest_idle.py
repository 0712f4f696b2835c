"""One agent after another, the longest idle first."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import in_turn

CHOSEN = {
    "ru": "ждёт звонка дольше всех ({idle})",
    "en": "has been idle longest ({idle})",
}


def idle(agent: Candidate) -> float:
    """Since when the agent has been idle; who was never used, for ever."""
    return -inf if agent.idle_since is None else agent.idle_since


@strategy("longest_idle", chosen=CHOSEN)
def longest_idle(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """Rank by idle time: since the later of the last hang-up and the last offer."""
    return in_turn(available, idle)
