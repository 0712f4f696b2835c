from __future__ import annotations

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.least_talk_time import least_talk_time


def test_who_has_talked_least_comes_first_and_of_equals_the_longest_idle():
    found = [
        Candidate("101", 0, 50.0, talk_time=300.0),
        Candidate("102", 1, 60.0, talk_time=20.0),
        Candidate("103", 2, 20.0, talk_time=20.0),
    ]
    waves = least_talk_time(found, Circumstances())
    assert [[one.extension for one in wave] for wave in waves] == [["103"], ["102"], ["101"]]
