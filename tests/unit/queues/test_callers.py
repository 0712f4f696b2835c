from __future__ import annotations

from ringtree.queues.decisions import StopReason
from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connection_breaks,
    connects,
    conversation_ends,
    hangs_up,
    joins,
    leaves,
    leaves_by_key,
    queue,
    releases,
    rings,
    stops,
    unregisters,
)

ELSEWHERE = StopReason.ANSWERED_ELSEWHERE
NO_ANSWER = StopReason.NO_ANSWER
CALLER_LEFT = StopReason.CALLER_LEFT


def sales(*agents: str, **settings) -> Story:
    return Story(queue("sales", *agents, **settings))


class TestCallerLeaves:
    def test_while_waiting(self):
        (
            sales()
            >> joins("anna")
            >> hangs_up("anna") << leaves("anna", QueueOutcome.ABANDONED)
            >> hangs_up("anna")
        ).done()  # fmt: skip

    def test_while_phones_ring_and_all_fall_silent(self):
        (
            sales("101", "102", strategy="ring_all")
            >> joins("anna") << rings("101", "102", caller="anna")
            >> hangs_up("anna")
            << stops("101", CALLER_LEFT) << stops("102", CALLER_LEFT)
            << leaves("anna", QueueOutcome.ABANDONED)
        ).done()  # fmt: skip

    def test_as_the_agent_picks_up(self):
        (
            sales("101")
            >> joins("anna") << rings("101", caller="anna")
            >> hangs_up("anna")
            << stops("101", CALLER_LEFT) << leaves("anna", QueueOutcome.ABANDONED)
            >> answers("101") << releases("101")
        ).done()  # fmt: skip

    def test_from_a_conversation_which_is_no_abandonment(self):
        (
            sales("101")
            >> joins("anna") << rings("101", caller="anna")
            >> answers("101") << connects("anna", "101")
            >> hangs_up("anna") << leaves("anna", QueueOutcome.ANSWERED)
            >> conversation_ends("anna")
        ).done()  # fmt: skip

    def test_by_a_key(self):
        (
            sales()
            >> joins("anna")
            >> leaves_by_key("anna") << leaves("anna", QueueOutcome.KEY_EXIT)
        ).done()  # fmt: skip

    def test_the_phones_freed_ring_for_the_next(self):
        (
            sales("101")
            >> joins("anna") << rings("101", caller="anna")
            >> joins("boris")
            >> hangs_up("anna")
            << stops("101", CALLER_LEFT) << leaves("anna", QueueOutcome.ABANDONED)
            << rings("101", caller="boris")
        ).done()  # fmt: skip


class TestMaximumWait:
    def test_a_waiting_caller_overflows(self):
        (
            sales(max_wait=60)
            >> joins("anna")
            >> after(59.9)
            >> after(0.1) << leaves("anna", QueueOutcome.OVERFLOW)
        ).done()  # fmt: skip

    def test_ringing_phones_fall_silent(self):
        (
            sales("101", max_wait=10)
            >> joins("anna") << rings("101", caller="anna")
            >> after(10) << stops("101", CALLER_LEFT) << leaves("anna", QueueOutcome.OVERFLOW)
        ).done()  # fmt: skip

    def test_a_conversation_is_not_interrupted(self):
        (
            sales("101", max_wait=10)
            >> joins("anna") << rings("101", caller="anna")
            >> answers("101") << connects("anna", "101")
            >> after(100)
        ).done()  # fmt: skip

    def test_none_means_for_ever(self):
        story = sales(max_wait=None) >> joins("anna") >> after(1e6)
        assert story.engine.next_timer() is None


class TestConnectionLost:
    def test_the_caller_keeps_the_place_and_meets_somebody_else(self):
        (
            sales("101", "102")
            >> joins("anna") << rings("101", caller="anna")
            >> answers("101") << connects("anna", "101")
            >> connection_breaks("anna") << rings("102", caller="anna")
        ).done()  # fmt: skip

    def test_the_patience_goes_on_from_joining(self):
        (
            sales("101", max_wait=60)
            >> joins("anna") << rings("101", caller="anna")
            >> after(10)
            >> answers("101") << connects("anna", "101")
            >> connection_breaks("anna")
            >> unregisters("101")
            >> after(49.9)
            >> after(0.1) << leaves("anna", QueueOutcome.OVERFLOW)
        ).done()  # fmt: skip
