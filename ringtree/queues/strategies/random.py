"""One agent after another, as the dice fall."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from random import Random

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import in_turn

CHOSEN = {
    "ru": "выбор случайный ({idle})",
    "en": "chosen at random ({idle})",
}


@strategy("random", chosen=CHOSEN)
def random(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """Rank at random; the same seed gives the same order."""
    dice = Random(at.seed)
    by_name = sorted(available, key=attrgetter("extension"))
    drawn = {one.extension: dice.random() for one in by_name}
    return in_turn(available, lambda one: drawn[one.extension])
