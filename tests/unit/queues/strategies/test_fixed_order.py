from __future__ import annotations

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.fixed_order import fixed_order

AGENTS = [Candidate("102", 1, None), Candidate("103", 2, 5.0), Candidate("101", 0, 90.0)]


def order(at: Circumstances) -> list[str]:
    return [wave[0].extension for wave in fixed_order(AGENTS, at)]


def test_every_caller_begins_at_the_top():
    assert order(Circumstances(last={1: 1})) == ["101", "102", "103"]


def test_and_goes_on_after_who_was_offered_this_caller_last():
    assert order(Circumstances(stopped_at=0)) == ["102", "103", "101"]
