"""Everybody of a tier at once; the first to answer wins."""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import together

CHOSEN = {
    "ru": "звоним всем, кто свободен ({idle})",
    "en": "everybody free is rung ({idle})",
}


@strategy("ring_all", chosen=CHOSEN)
def ring_all(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """One wave for each tier, in the configured order."""
    return together(available)
