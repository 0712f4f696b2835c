from __future__ import annotations

import pytest

from ringtree.queues.agent import Presence
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import Absence, Terms
from tests.unit.queues.story import (
    Story,
    is_in_another_call,
    joins,
    leaves,
    queue,
    rings,
    says,
    unregisters,
)

NOBODY, DESERTED = QueueOutcome.NOBODY, QueueOutcome.DESERTED
NOT_READY, LOGGED_OUT = Presence.NOT_READY, Presence.LOGGED_OUT


@pytest.mark.parametrize(
    ("absence", "happening"),
    [
        (Absence.LOGGED_OUT, says("101", LOGGED_OUT)),
        (Absence.NOT_READY, says("101", NOT_READY, "lunch")),
        (Absence.UNREACHABLE, unregisters("101")),
        (Absence.BUSY, is_in_another_call("101")),
    ],
)
def test_nobody_joins_while_each_agent_is_away_for_one_of_the_reasons_chosen(absence, happening):
    story = Story(queue("sales", "101", join_unless=frozenset({absence})))
    (story >> happening >> joins("anna") << leaves("anna", NOBODY)).done()
    others = frozenset(Absence) - {absence, Absence.TIER}
    story = Story(queue("sales", "101", join_unless=others))
    (story >> happening >> joins("anna")).done()
    assert story.engine.place("anna") == 1


def test_one_agent_who_counts_is_enough():
    story = Story(queue("sales", "101", "102", join_unless=frozenset({Absence.LOGGED_OUT})))
    story >> says("101", LOGGED_OUT)
    (story >> joins("anna") << rings("102", caller="anna")).done()


def test_a_tier_that_does_not_help_yet_may_be_set_not_to_count():
    terms = {"101": Terms(tier=2), "102": Terms(tier=1)}
    unless = frozenset({Absence.TIER, Absence.BUSY})
    story = Story(queue("sales", "101", "102", terms=terms, tiers={2: 60}, join_unless=unless))
    (story >> is_in_another_call("102") >> joins("anna") << leaves("anna", NOBODY)).done()


def test_a_full_queue_takes_nobody_and_counts_who_was_turned_away():
    story = Story(queue("sales", max_waiting=1)) >> joins("anna")
    (story >> joins("boris") << leaves("boris", QueueOutcome.FULL)).done()
    assert story.engine.statistics()["sales"].is_conserved
    assert story.engine.statistics()["sales"].joined == 2


def test_too_many_for_each_agent_are_too_many_but_an_empty_queue_takes_one():
    story = Story(queue("sales", "101", max_per_agent=1.0)) >> is_in_another_call("101")
    story >> joins("anna")
    (story >> joins("boris") << leaves("boris", QueueOutcome.CROWDED)).done()


def test_who_would_wait_too_long_is_told_so_at_once():
    story = Story(queue("sales", "101", max_estimate=250)) >> is_in_another_call("101")
    story.engine._floor.queues["sales"].handling.extend([100.0] * 10)
    story >> joins("anna") >> joins("boris")
    (story >> joins("vera") << leaves("vera", QueueOutcome.LONG_WAIT)).done()


def test_without_ground_for_an_estimate_nobody_is_turned_away_for_it():
    story = Story(queue("sales", "101", max_estimate=1)) >> is_in_another_call("101")
    (story >> joins("anna") >> joins("boris")).done()
