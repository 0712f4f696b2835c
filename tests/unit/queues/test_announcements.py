from __future__ import annotations

from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    announces,
    answers,
    connection_breaks,
    connects,
    ends_the_other_call,
    hangs_up,
    is_in_another_call,
    is_set,
    joins,
    leaves,
    queue,
    rings,
)

ABANDONED = QueueOutcome.ABANDONED


def speaking(*agents: str, **settings) -> Story:
    return Story(queue("sales", *agents, announce_place=True, announce_interval=10, **settings))


def test_the_place_is_told_on_joining_and_when_it_improves():
    (
        speaking()
        >> joins("anna") << announces("anna", 1)
        >> joins("boris") << announces("boris", 2)
        >> joins("vera") << announces("vera", 3)
        >> after(10)
        >> hangs_up("anna")
        << leaves("anna", ABANDONED) << announces("boris", 1) << announces("vera", 2)
    ).done()  # fmt: skip


def test_those_in_front_of_whoever_left_hear_nothing():
    (
        speaking()
        >> joins("anna") << announces("anna", 1)
        >> joins("boris") << announces("boris", 2)
        >> after(10)
        >> hangs_up("boris") << leaves("boris", ABANDONED)
    ).done()  # fmt: skip


def test_a_change_within_the_interval_is_told_when_it_is_over_and_only_the_last():
    (
        speaking()
        >> joins("anna") << announces("anna", 1)
        >> joins("boris") << announces("boris", 2)
        >> joins("vera") << announces("vera", 3)
        >> after(3)
        >> hangs_up("boris") << leaves("boris", ABANDONED)
        >> after(3)
        >> hangs_up("anna") << leaves("anna", ABANDONED)
        >> after(3.9)
        >> after(0.1) << announces("vera", 1)
        >> after(100)
    ).done()  # fmt: skip


def test_each_caller_has_an_interval_of_his_own():
    (
        speaking()
        >> joins("anna") << announces("anna", 1)
        >> joins("boris") << announces("boris", 2)
        >> after(6)
        >> joins("vera") << announces("vera", 3)
        >> hangs_up("anna") << leaves("anna", ABANDONED)
        >> after(4) << announces("boris", 1)
        >> after(6) << announces("vera", 2)
    ).done()  # fmt: skip


def test_a_worse_place_is_not_told_and_neither_is_the_way_back():
    (
        speaking()
        >> joins("anna") << announces("anna", 1)
        >> after(20)
        >> joins("boris", needs=Needs(priority=1)) << announces("boris", 1)
        >> after(20)
        >> hangs_up("boris") << leaves("boris", ABANDONED)
        >> after(20)
    ).done()  # fmt: skip


def test_a_caller_for_whom_a_phone_rings_at_once_is_left_in_peace():
    (
        speaking("101")
        >> joins("anna") << rings("101", caller="anna")
        >> joins("boris") << announces("boris", 2)
        >> after(5)
        >> answers("101") << connects("anna", "101")
        >> after(5) << announces("boris", 1)
    ).done()  # fmt: skip


def test_a_change_waiting_to_be_told_is_dropped_by_the_connection():
    (
        speaking("101", "102")
        >> joins("anna") << rings("101", caller="anna")
        >> joins("boris") << rings("102", caller="boris")
        >> after(2)
        >> answers("101") << connects("anna", "101")
        >> after(2)
        >> answers("102") << connects("boris", "102")
        >> after(100)
    ).done()  # fmt: skip


def test_who_comes_back_from_a_lost_connection_is_not_told_the_same_place_again():
    (
        speaking("101", refusal_pause=30)
        >> is_in_another_call("101")
        >> joins("anna") << announces("anna", 1)
        >> ends_the_other_call("101") << rings("101", caller="anna")
        >> answers("101") << connects("anna", "101")
        >> connection_breaks("anna")
        >> after(29)
    ).done()  # fmt: skip


def test_a_queue_may_be_silent_and_made_to_speak_while_callers_wait():
    (
        Story(queue("sales"))
        >> joins("anna") >> joins("boris")
        >> is_set(announce_place=True) << announces("anna", 1) << announces("boris", 2)
        >> after(10)
        >> hangs_up("anna") << leaves("anna", ABANDONED) << announces("boris", 1)
    ).done()  # fmt: skip
