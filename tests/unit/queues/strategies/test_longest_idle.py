from __future__ import annotations

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.longest_idle import longest_idle


def order(*candidates: Candidate) -> list[str]:
    waves = longest_idle(candidates, Circumstances())
    assert all(len(wave) == 1 for wave in waves)
    return [wave[0].extension for wave in waves]


def test_one_after_another_by_idle_time():
    assert order(Candidate("101", 0, 50.0), Candidate("102", 1, 20.0)) == ["102", "101"]


def test_who_was_never_used_has_been_idle_longest():
    assert order(Candidate("101", 0, 0.0), Candidate("102", 1, None)) == ["102", "101"]


def test_ties_go_by_the_configured_order():
    assert order(Candidate("103", 2, None), Candidate("101", 0, None)) == ["101", "103"]
    assert order(Candidate("103", 2, 5.0), Candidate("101", 0, 5.0)) == ["101", "103"]


def test_nobody_available_makes_no_wave():
    assert list(longest_idle([], Circumstances())) == []
