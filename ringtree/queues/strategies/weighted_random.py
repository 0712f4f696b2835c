"""One agent after another, as the dice fall, some of which are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from operator import attrgetter
from random import Random

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import in_turn

CHOSEN = {
    "ru": "выбор случайный с учётом веса (вес {value}, {idle})",
    "en": "chosen at random by weight (weight {value}, {idle})",
}


@strategy("weighted_random", chosen=CHOSEN, measure=attrgetter("weight"))
def weighted_random(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """Rank at random: of weight 2 comes first twice as often as of weight 1.

    Each draws the time until a clock rings that is as fast as the weight; who has the earliest
    time wins exactly in proportion to the weights, and so on for the places that follow.
    """
    dice = Random(at.seed)
    by_name = sorted(available, key=attrgetter("extension"))
    drawn = {one.extension: -log(1.0 - dice.random()) / one.weight for one in by_name}
    return in_turn(available, lambda one: drawn[one.extension])
