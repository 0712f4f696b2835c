"""Every deadline has a consequence."""

from __future__ import annotations

from ringtree.queues.callers import Callers
from ringtree.queues.deadlines import Deadlines
from ringtree.queues.entry import EntryKind
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.offering import Offering
from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    joins,
    leaves,
    queue,
    registers,
    rings,
    unregisters,
)


def test_each_kind_of_deadline_is_handled():
    floor = Floor()
    callers = Callers(floor)
    assert Deadlines(floor, callers, Offering(floor, callers))._handlers.keys() == set(Timer)


def test_the_longest_wait_lets_the_caller_go():
    story = Story(queue("sales", max_wait=30)) >> joins("anna") >> after(29.9)
    (story >> after(0.1) << leaves("anna", QueueOutcome.OVERFLOW)).done()


def test_a_placeholder_is_due_when_it_was_postponed_to():
    story = Story(queue("sales", "101")) >> unregisters("101")
    story >> joins("back", kind=EntryKind.PLACEHOLDER, number="+7")
    story.engine.postpone("back", 60.0, story.now)
    story >> registers("101") >> after(59.9)
    (story >> after(0.1) << rings("101", caller="back")).done()
