"""Agents' calls that are no queue's."""

from __future__ import annotations

from datetime import timedelta

from ringtree.replay.other_calls import other_calls
from tests.unit.figures.days import NOON, record, wait


def test_calls_made_and_taken_outside_the_queues_take_the_agent() -> None:
    end = NOON + timedelta(minutes=10)
    answered = NOON + timedelta(minutes=1)
    records = [
        record(caller="101", minute=0, ended=end),
        record(answered_by="102", answered=answered, ended=end),
        record(wait(agent="101"), answered_by="101", answered=answered, ended=end),
        record(answered_by="101", answered=answered),  # has no end
        record(caller="+7900", answered_by="+7901", answered=answered, ended=end),
    ]
    found = list(other_calls(records, {"101", "102"}, NOON))
    assert [(one.extension, one.at, one.is_taken) for one in found] == [
        ("101", 0, True),
        ("101", 600, False),
        ("102", 60, True),
        ("102", 600, False),
    ]


def test_what_was_over_before_the_day_takes_nobody() -> None:
    early = record(caller="101", minute=-30, ended=NOON - timedelta(minutes=5))
    assert list(other_calls([early], {"101"}, NOON)) == []
