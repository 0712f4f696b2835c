from __future__ import annotations

from dataclasses import replace

import pytest

from ringtree.queues.decisions import StopReason
from ringtree.queues.errors import DuplicateQueue, UnknownQueue, UnknownStrategy
from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connection_breaks,
    connects,
    conversation_ends,
    ends_the_other_call,
    is_in_another_call,
    is_removed,
    is_set,
    joins,
    leaves,
    queue,
    registers,
    rings,
    stops,
)

CLOSED = QueueOutcome.CLOSED


def test_places_are_kept_when_settings_change():
    story = Story(queue("sales")) >> joins("anna") >> after(5) >> joins("boris")
    (
        story
        >> is_set(agents=("101",), strategy="ring_all", ring_time=7)
        >> registers("101") << rings("101", caller="anna")
        >> after(7) << stops("101", StopReason.NO_ANSWER)
    ).done()  # fmt: skip
    assert story.engine.waiting("sales") == ("anna", "boris")


def test_an_agent_who_is_added_takes_a_waiting_caller():
    (
        Story(queue("sales"), queue("support", "103"))
        >> joins("anna")
        >> is_set(agents=("103",)) << rings("103", caller="anna")
    ).done()  # fmt: skip


def test_an_agent_who_was_in_a_call_before_he_was_added_is_not_rung():
    (
        Story(queue("sales"))
        >> registers("101") >> is_in_another_call("101")
        >> joins("anna")
        >> is_set(agents=("101",))
        >> ends_the_other_call("101") << rings("101", caller="anna")
    ).done()  # fmt: skip


def test_an_agent_who_is_removed_stops_ringing():
    (
        Story(queue("sales", "101", "102"))
        >> joins("anna") << rings("101", caller="anna")
        >> is_set(agents=("102",))
        << stops("101", StopReason.REMOVED) << rings("102", caller="anna")
    ).done()  # fmt: skip


def test_who_takes_the_place_of_a_removed_agent_goes_to_whoever_is_next():
    (
        Story(queue("sales", "101", "102", strategy="fewest_calls"))
        >> joins("anna") << rings("101", caller="anna")
        >> is_set(agents=("101",))
        >> joins("vip", needs=Needs(priority=1))
        >> is_set(agents=("102",)) << rings("102", caller="vip") << stops("101", StopReason.REMOVED)
    ).done()  # fmt: skip


def test_of_two_whose_agents_are_removed_the_first_gets_the_new_one():
    (
        Story(queue("sales", "101", "102", "103", strategy="fewest_calls"))
        >> joins("anna") << rings("101", caller="anna")
        >> joins("boris") << rings("102", caller="boris")
        >> is_set(agents=("103",))
        << stops("101", StopReason.REMOVED) << rings("103", caller="anna")
        << stops("102", StopReason.REMOVED)
    ).done()  # fmt: skip


def test_an_agent_who_is_removed_finishes_his_conversation():
    (
        Story(queue("sales", "101"))
        >> joins("anna") << rings("101", caller="anna")
        >> answers("101") << connects("anna", "101")
        >> is_set(agents=())
        >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
        >> after(100)
    ).done()  # fmt: skip


def test_a_phone_that_rings_rings_on_when_other_settings_change():
    (
        Story(queue("sales", "101", ring_time=20))
        >> joins("anna") << rings("101", caller="anna")
        >> is_set(ring_time=5, strategy="ring_all")
        >> after(19)
        >> answers("101") << connects("anna", "101")
    ).done()  # fmt: skip


def test_a_shorter_patience_counts_from_joining():
    (
        Story(queue("sales", max_wait=600))
        >> joins("anna")
        >> after(50)
        >> is_set(max_wait=60)
        >> after(9.9)
        >> after(0.1) << leaves("anna", QueueOutcome.OVERFLOW)
    ).done()  # fmt: skip


def test_patience_may_be_made_endless():
    story = Story(queue("sales", max_wait=60)) >> joins("anna") >> is_set(max_wait=None)
    (story >> after(1000)).done()


def test_a_queue_that_is_removed_lets_everybody_go():
    story = (
        Story(queue("sales", "101"))
        >> joins("anna") << rings("101", caller="anna")
        >> joins("boris")
        >> is_removed()
        << stops("101", StopReason.CALLER_LEFT) << leaves("anna", CLOSED) << leaves("boris", CLOSED)
    ).done()  # fmt: skip
    with pytest.raises(UnknownQueue):
        story >> joins("vera")


def test_a_conversation_outlives_its_queue():
    story = (
        Story(queue("sales", "101"))
        >> joins("anna") << rings("101", caller="anna")
        >> answers("101") << connects("anna", "101")
        >> is_removed()
        >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
    ).done()  # fmt: skip
    assert story.engine.statistics()["sales"].left[QueueOutcome.ANSWERED] == 1


def test_a_connection_lost_after_the_queue_is_gone_ends_the_waiting():
    (
        Story(queue("sales", "101"))
        >> joins("anna") << rings("101", caller="anna")
        >> answers("101") << connects("anna", "101")
        >> is_removed()
        >> connection_breaks("anna") << leaves("anna", CLOSED)
    ).done()  # fmt: skip


def test_nothing_changes_when_a_strategy_is_unknown():
    story = Story(queue("sales", "101"), queue("support"))
    wrong = [replace(story.queues["sales"], agents=()), queue("support", strategy="ringall")]
    with pytest.raises(UnknownStrategy):
        story.engine.configure(wrong, story.now)
    (story >> joins("anna") << rings("101", caller="anna")).done()


def test_a_key_belongs_to_one_queue():
    with pytest.raises(DuplicateQueue, match="sales"):
        Story(queue("sales"), queue("sales"))


def test_an_agent_listed_twice_rings_once():
    (
        Story(queue("sales", "101", "101", strategy="ring_all"))
        >> joins("anna") << rings("101", caller="anna")
    ).done()  # fmt: skip
