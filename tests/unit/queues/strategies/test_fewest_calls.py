from __future__ import annotations

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.fewest_calls import fewest_calls


def test_who_has_answered_fewest_comes_first_and_of_equals_the_longest_idle():
    found = [
        Candidate("101", 0, 50.0, calls=3),
        Candidate("102", 1, 60.0, calls=1),
        Candidate("103", 2, 20.0, calls=1),
    ]
    waves = fewest_calls(found, Circumstances())
    assert [[one.extension for one in wave] for wave in waves] == [["103"], ["102"], ["101"]]


def test_a_tier_comes_before_any_number_of_calls():
    found = [Candidate("101", 0, None, tier=2), Candidate("102", 1, None, calls=99)]
    assert fewest_calls(found, Circumstances())[0][0].extension == "102"
