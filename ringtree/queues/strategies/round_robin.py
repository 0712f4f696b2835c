"""One agent after another round the circle, beginning after who was offered a caller last."""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import in_turn

CHOSEN = {
    "ru": "следующий по кругу ({idle})",
    "en": "next in the round ({idle})",
}


@strategy("round_robin", chosen=CHOSEN)
def round_robin(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """Rank by the way from the queue's last agent; each tier has a circle of its own.

    The memory is the queue's and is of offers, not of answers: who lets it ring is not rung
    again before the others.
    """
    last = {one.tier: at.last.get(one.tier, -1) for one in available}
    return in_turn(available, lambda one: (one.order <= last[one.tier], one.order))
