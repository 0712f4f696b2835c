from __future__ import annotations

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.round_robin import round_robin

AGENTS = [Candidate(f"10{order}", order, None) for order in range(4)]


def order(*found: Candidate, **last: int) -> list[str]:
    waves = round_robin(found, Circumstances(last={int(k[1:]): v for k, v in last.items()}))
    return [wave[0].extension for wave in waves]


def test_it_begins_with_whoever_follows_the_last_and_goes_round():
    assert order(*AGENTS) == ["100", "101", "102", "103"]
    assert order(*AGENTS, t1=1) == ["102", "103", "100", "101"]
    assert order(*AGENTS, t1=3) == ["100", "101", "102", "103"]


def test_who_is_away_is_passed_over():
    assert order(AGENTS[0], AGENTS[3], t1=1) == ["103", "100"]


def test_each_tier_goes_round_in_a_circle_of_its_own():
    second = [Candidate(f"20{n}", 4 + n, None, tier=2) for n in range(2)]
    assert order(*second, *AGENTS[:2], t1=0, t2=4) == ["101", "100", "201", "200"]
