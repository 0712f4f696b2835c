"""The shapes of waves, and the one order in which agents are rung.

Every strategy sorts by `(tier, its own key, place in the configured order)`: tiers come before
anything a strategy measures, and the configured order breaks ties.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from ringtree.queues.candidate import Candidate
from ringtree.queues.strategy import Waves

Rank = Callable[[Candidate], Any]

_tier = attrgetter("tier")


def ranked(available: Sequence[Candidate], rank: Rank) -> list[Candidate]:
    """The agents in the order in which they are rung."""
    return sorted(available, key=lambda one: (one.tier, rank(one), one.order))


def in_turn(available: Sequence[Candidate], rank: Rank) -> Waves:
    """One after another."""
    return [[one] for one in ranked(available, rank)]


def together(available: Sequence[Candidate]) -> Waves:
    """All of a tier at once, tier after tier."""
    everybody = ranked(available, attrgetter("order"))
    return [list(tier) for _, tier in groupby(everybody, key=_tier)]


def one_more(available: Sequence[Candidate], rank: Rank) -> Waves:
    """One, then one more along with those before, and so on."""
    everybody = ranked(available, rank)
    return [everybody[:count] for count in range(1, len(everybody) + 1)]
