from __future__ import annotations

from collections import Counter

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.weighted_random import weighted_random

AGENTS = [Candidate("101", 0, None, weight=1), Candidate("102", 1, None, weight=3)]


def order(seed: int, found=AGENTS) -> list[str]:
    return [wave[0].extension for wave in weighted_random(found, Circumstances(seed))]


def test_three_times_the_weight_comes_first_three_times_as_often():
    first = Counter(order(seed)[0] for seed in range(4000))
    assert 2.7 < first["102"] / first["101"] < 3.3


def test_the_same_seed_gives_the_same_order_whoever_became_free_first():
    assert order(7) == order(7) == order(7, AGENTS[::-1])
