from __future__ import annotations

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.decisions import StopReason
from ringtree.queues.strategies.progressive import progressive
from tests.unit.queues.story import Story, after, joins, queue, rings, stops


def test_each_step_adds_one_and_keeps_those_before():
    found = [Candidate("101", 0, 9.0), Candidate("102", 1, 3.0), Candidate("103", 2, 6.0)]
    waves = [[one.extension for one in wave] for wave in progressive(found, Circumstances())]
    assert waves == [["102"], ["102", "103"], ["102", "103", "101"]]


def test_one_more_phone_rings_after_each_step_and_the_last_rings_in_full():
    (
        Story(queue("sales", "101", "102", strategy="progressive", ring_step=8, ring_time=20))
        >> joins("anna") << rings("101", caller="anna")
        >> after(8) << rings("102", caller="anna")
        >> after(19.9)
        >> after(0.1)
        << stops("101", StopReason.NO_ANSWER) << stops("102", StopReason.NO_ANSWER)
    ).done()  # fmt: skip
