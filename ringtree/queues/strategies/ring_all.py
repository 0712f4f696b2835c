"""Everybody at once; the first to answer wins."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from ringtree.queues.candidate import Candidate
from ringtree.queues.strategy import Waves, strategy

CHOSEN = {
    "ru": "звоним всем, кто свободен ({idle})",
    "en": "everybody free is rung ({idle})",
}


@strategy("ring_all", chosen=CHOSEN)
def ring_all(available: Sequence[Candidate]) -> Waves:
    """One wave of all, in the configured order."""
    return [sorted(available, key=attrgetter("order"))] if available else []
