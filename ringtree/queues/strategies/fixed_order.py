"""One agent after another as configured, for each caller from the top."""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import in_turn

CHOSEN = {
    "ru": "следующий по списку для этого звонка ({idle})",
    "en": "next in the list for this caller ({idle})",
}


@strategy("fixed_order", chosen=CHOSEN)
def fixed_order(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """Rank as configured, beginning after the agent this caller was offered to last."""
    stopped = -1 if at.stopped_at is None else at.stopped_at
    return in_turn(available, lambda one: (one.order <= stopped, one.order))
