from __future__ import annotations

from collections import Counter

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.random import random

AGENTS = [Candidate(f"10{order}", order, None) for order in range(3)]


def order(seed: int, found=AGENTS) -> list[str]:
    return [wave[0].extension for wave in random(found, Circumstances(seed))]


def test_the_same_seed_gives_the_same_order_whoever_became_free_first():
    assert order(7) == order(7) == order(7, AGENTS[::-1])


def test_everybody_comes_first_about_as_often():
    first = Counter(order(seed)[0] for seed in range(3000))
    assert all(900 < count < 1100 for count in first.values()) and len(first) == 3
