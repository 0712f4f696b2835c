"""Callbacks of a day: what is known of them, and what came of them."""

from __future__ import annotations

from random import Random

import pytest

from ringtree.figures.visit import visits
from ringtree.queues.needs import Needs
from ringtree.records.record import Direction
from ringtree.records.trace import TraceEntry
from ringtree.replay.day import day_of
from ringtree.replay.promises import USUAL, Promise, asked_from, reach_of, settled
from tests.unit.figures.days import NOON, record, wait

NUMBER = "+79000000001"


def attempt(seconds: float, **facts: object) -> TraceEntry:
    """The person is called."""
    return TraceEntry(
        node="callback", type="callback", entered=0.0, seconds=seconds, exit="x", facts=facts
    )


def called(*trace: TraceEntry, minute: float, number: int):
    return record(
        *trace,
        minute=minute,
        number=number,
        direction=Direction.CALLBACK,
        queue="sales",
        caller=NUMBER,
    )


LEFT = record(wait(waited=55, exit_name="1"), number=1)  # at a minute past noon
FAILED = called(attempt(30, called=NUMBER), minute=5, number=2)
REACHED = called(
    attempt(14, called=NUMBER),
    wait(entered=14, waited=6, agent="101", talked=77),
    minute=11,
    number=3,
)
RECORDS = [LEFT, FAILED, REACHED]
VISITS = [visit for one in RECORDS for visit in visits(one)]
PROMISE = Promise(
    id="p", queue="sales", number=NUMBER, at=70, by="call1", failures=1, was_reached=True
)


def test_how_people_are_reached_is_learnt_from_the_attempts() -> None:
    found = reach_of(RECORDS)
    assert (found.share, found.seconds, found.failing) == (0.5, (14.0,), (30.0,))
    assert reach_of([LEFT]) == USUAL


def test_a_visit_that_came_of_a_promise_is_no_arrival_and_its_talk_is_the_promises() -> None:
    (promise,), left = settled([PROMISE], VISITS, NOON, talks=[5.0], chance=Random(1))
    assert promise.talk == 77
    assert [one.call for one in left] == ["call1"]
    earlier, other = PROMISE, Promise(id="q", queue="sales", number="+7", at=9, was_reached=True)
    found, left = settled([earlier, other], VISITS, NOON, talks=[5.0], chance=Random(1))
    assert {one.id: one.talk for one in found} == {"p": 77, "q": 5.0}


def test_a_promise_belongs_to_the_visit_that_ended_by_a_key_before_it() -> None:
    assert [(one.id, visit.call) for one, visit in asked_from([PROMISE], VISITS, NOON)] == [
        ("p", "call1")
    ]
    by_key = Promise(id="q", queue="support", number=NUMBER, at=70, by="call1")
    assert list(asked_from([by_key], VISITS, NOON)) == []


def test_the_day_asks_again_out_of_the_queue_and_remembers_who_talked_before() -> None:
    before = [visit for one in [record(wait(agent="102"), minute=-60)] for visit in visits(one)]
    day = day_of(NOON, VISITS, promises=[PROMISE], before=before)
    (caller,) = day.callers
    assert caller.promise is not None and caller.promise.id == "p"
    assert caller.asks_after == pytest.approx(10)
    assert day.promises == ()
    assert day.known == (("+79000000001", "102", -3525.0),)


def test_what_goes_with_a_caller_is_in_the_day() -> None:
    entry = wait()
    entry.facts["steps"][0] |= {"priority": 2, "required": {"tax": 1}}
    (visit,) = visits(record(entry))
    (caller,) = day_of(NOON, [visit]).callers
    assert caller.needs == visit.needs == Needs(priority=2, required={"tax": 1})
