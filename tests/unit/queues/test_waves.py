from __future__ import annotations

from ringtree.queues.candidate import Candidate
from ringtree.queues.waves import in_turn, one_more, ranked, together

AGENTS = [
    Candidate("201", 0, 1.0, tier=2),
    Candidate("101", 1, 9.0),
    Candidate("102", 2, 4.0),
    Candidate("103", 3, 4.0),
]


def idle(one: Candidate) -> float:
    return one.idle_since or 0.0


def names(waves) -> list[list[str]]:
    return [[one.extension for one in wave] for wave in waves]


def test_the_order_is_tier_then_rank_then_the_configured_order():
    assert [one.extension for one in ranked(AGENTS, idle)] == ["102", "103", "101", "201"]


def test_the_three_shapes():
    assert names(in_turn(AGENTS, idle)) == [["102"], ["103"], ["101"], ["201"]]
    assert names(together(AGENTS)) == [["101", "102", "103"], ["201"]]
    assert names(one_more(AGENTS[:3], idle)) == [["102"], ["102", "101"], ["102", "101", "201"]]


def test_of_nobody_no_wave_is_made():
    assert names(in_turn([], idle)) == names(together([])) == names(one_more([], idle)) == []
