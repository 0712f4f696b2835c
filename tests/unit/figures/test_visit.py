"""A visit as the call's record tells it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ringtree.figures.visit import Group, Ring, group_of, visits
from ringtree.queues.outcome import QueueOutcome
from ringtree.records.record import Direction
from ringtree.records.trace import TraceEntry
from tests.unit.figures.days import NOON, record, wait


def test_an_answered_caller_waited_until_the_answer_and_talked_until_the_end() -> None:
    (visit,) = visits(record(wait(waited=30, agent="101", talked=90)))
    assert visit.joined == NOON + timedelta(seconds=5)
    assert (visit.waited, visit.talked, visit.handled) == (30, 90, 95)
    assert (visit.outcome, visit.agent) == (QueueOutcome.ANSWERED, "101")
    assert visit.answered == NOON + timedelta(seconds=35)


@pytest.mark.parametrize(
    ("exit_name", "group"),
    [
        (None, Group.ABANDONED),
        ("caller_left", Group.ABANDONED),
        ("overflow", Group.OVERFLOWED),
        ("lost", Group.FAILED),
        ("1", Group.LEFT_BY_KEY),
        ("key_exit", Group.LEFT_BY_KEY),
    ],
)
def test_who_was_not_answered_waited_to_the_end(exit_name: str | None, group: Group) -> None:
    (visit,) = visits(record(wait(waited=40, exit_name=exit_name)))
    assert (visit.group, visit.waited, visit.talked) == (group, 40, 0)
    assert visit.answered is None


def test_every_outcome_has_a_group() -> None:
    assert {group_of(one) for one in QueueOutcome} <= set(Group)


def test_a_call_may_pass_through_two_queues_and_what_is_no_queue_is_no_visit() -> None:
    greeting = TraceEntry(node="hello", type="greeting", entered=0, seconds=5, exit="next")
    never = TraceEntry(node="wait", type="queue", entered=0, seconds=0, exit="error")
    two = record(greeting, wait("sales", exit_name="overflow"), never, wait("support", agent="102"))
    assert [(one.queue, one.outcome.value) for one in visits(two)] == [
        ("sales", "overflow"),
        ("support", "answered"),
    ]


def test_each_ring_lasts_until_whatever_ended_it() -> None:
    rings = (
        {"at": 6.0, "rung": ["101", "102"], "strategy": "ring_all", "why": []},
        {"at": 9.0, "refused": "102", "reason": "busy"},
        {"at": 16.0, "stopped": "101", "reason": "no_answer"},
        {"at": 20.0, "rung": ["103"], "strategy": "ring_all", "why": []},
        {"at": 21.0, "rung": ["104"], "strategy": "ring_all", "why": []},
        {"at": 25.0, "lost": "104"},  # hung up while being told who it is
    )
    (visit,) = visits(record(wait(waited=30, exit_name=None, rings=rings)))
    assert set(visit.rings) == {
        Ring(extension="102", seconds=3.0, fate="busy"),
        Ring(extension="101", seconds=10.0, fate="no_answer"),
        Ring(extension="103", seconds=15.0, fate="caller_left"),
        Ring(extension="104", seconds=4.0, fate="lost"),
    }


def test_a_called_back_caller_is_told_apart() -> None:
    (visit,) = visits(record(wait(agent="101"), direction=Direction.CALLBACK))
    assert visit.is_callback


def test_whom_a_callback_rang_before_the_person_was_called_was_offered_the_caller() -> None:
    steps = [
        {"at": 0.0, "rung": ["102"], "strategy": "longest_idle", "why": []},
        {"at": 4.0, "refused": "102", "reason": "busy"},
        {"at": 4.5, "rung": ["101"], "strategy": "longest_idle", "why": []},
        {"at": 7.5, "answered": "101"},
    ]
    before = TraceEntry(node="callback", type="callback", entered=0, seconds=20, exit="reached")
    before.facts["steps"] = steps
    (visit,) = visits(record(before, wait(waited=0, agent="101", talked=60)))
    assert visit.rings[:2] == (
        Ring(extension="102", seconds=4.0, fate="busy"),
        Ring(extension="101", seconds=3.0, fate="answered"),
    )
    assert visit.agent == "101"
