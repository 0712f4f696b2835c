from __future__ import annotations

import pytest

from ringtree.queues.entry import ENTRY, Entry, EntryAction, EntryInput, EntryState
from ringtree.queues.errors import IllegalTransition
from ringtree.queues.needs import Needs
from ringtree.queues.queue import Queue
from ringtree.queues.settings import QueueSettings
from ringtree.queues.statistics import Counters
from ringtree.queues.strategies import STRATEGIES
from tests.unit.queues.tables import reachable, unlisted


def an_entry(state: EntryState = EntryState.WAITING) -> Entry:
    queue = Queue(QueueSettings(key="sales"), STRATEGIES["ring_all"], Counters())
    entry = Entry("anna", queue, 1.0, number=7, needs=Needs(priority=2))
    entry.state = state
    return entry


def test_every_state_can_be_reached():
    assert reachable(ENTRY, EntryState.WAITING) == set(EntryState)


@pytest.mark.parametrize(("state", "got"), unlisted(ENTRY, EntryState, EntryInput))
def test_what_the_table_does_not_list_is_refused(state, got):
    entry = an_entry(state)
    with pytest.raises(IllegalTransition, match="entry"):
        entry.feed(got)
    assert entry.state is state


def test_whoever_leaves_departs_exactly_once():
    for (state, _), (following, actions) in ENTRY.items():
        leaves = state is not EntryState.LEFT and following is EntryState.LEFT
        departures = {EntryAction.DEPART, EntryAction.DEPART_ANSWERED}
        assert sum(action in departures for action in actions) == int(leaves)


def test_whoever_gives_up_the_line_was_in_it():
    in_line = {EntryState.WAITING, EntryState.OFFERED, EntryState.CALLING}
    for (state, _), (following, actions) in ENTRY.items():
        assert (EntryAction.LEAVE_LINE in actions) == (
            state in in_line and following not in in_line
        )


def test_each_level_of_priority_counts_like_having_waited_longer():
    entry = an_entry()
    assert entry.key == (1.0 - 2 * entry.queue.settings.priority_step, 7)


def test_a_place_taken_over_is_that_of_who_had_it():
    entry = an_entry()
    entry.take_place(since=-30.0, number=3)
    assert entry.key == (-30.0 - 2 * entry.queue.settings.priority_step, 3)


def test_a_placeholder_that_is_postponed_needs_nobody():
    entry = an_entry()
    assert entry.is_unserved
    entry.postponed = 60.0
    assert not entry.is_unserved
