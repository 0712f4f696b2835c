from __future__ import annotations

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.ring_all import ring_all


def test_everybody_rings_at_once_in_the_configured_order():
    waves = ring_all([Candidate("102", 1, None), Candidate("101", 0, 50.0)], Circumstances())
    assert [[candidate.extension for candidate in wave] for wave in waves] == [["101", "102"]]


def test_nobody_available_makes_no_wave():
    assert list(ring_all([], Circumstances())) == []
