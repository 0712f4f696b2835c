from __future__ import annotations

import pytest

from ringtree.queues.agent import Presence
from ringtree.queues.candidate import Reason
from ringtree.queues.decisions import RefusalCause, Ring, StopReason
from ringtree.queues.errors import DuplicateEntry, UnknownQueue, WrongOutcome
from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connects,
    conversation_ends,
    ends_the_other_call,
    is_in_another_call,
    joins,
    leaves,
    queue,
    refuses,
    registers,
    reservation_fails,
    rings,
    says,
    stops,
    unregisters,
)

ELSEWHERE = StopReason.ANSWERED_ELSEWHERE
NO_ANSWER = StopReason.NO_ANSWER
CALLER_LEFT = StopReason.CALLER_LEFT


def sales(*agents: str, **settings) -> Story:
    return Story(queue("sales", *agents, **settings))


class TestCallerMeetsAgent:
    def test_a_caller_is_offered_to_the_only_agent_and_talks(self):
        (
            sales("101")
            >> joins("anna") << rings("101", caller="anna")
            >> after(4)
            >> answers("101") << connects("anna", "101")
            >> after(60)
            >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
        ).done()  # fmt: skip

    def test_the_first_callers_are_offered_to_all_free_agents_at_the_same_time(self):
        (
            sales("101", "102")
            >> joins("anna") << rings("101", caller="anna")
            >> joins("boris") << rings("102", caller="boris")
            >> joins("vera")
            >> answers("102") << connects("boris", "102")
            >> answers("101") << connects("anna", "101")
        ).done()  # fmt: skip

    def test_who_has_waited_longest_goes_first(self):
        (
            sales("101", wrap_up=0)
            >> is_in_another_call("101")
            >> joins("anna") >> after(1) >> joins("boris")
            >> ends_the_other_call("101") << rings("101", caller="anna")
            >> answers("101") << connects("anna", "101")
            >> conversation_ends("anna")
            << leaves("anna", QueueOutcome.ANSWERED) << rings("101", caller="boris")
        ).done()  # fmt: skip

    def test_a_caller_of_higher_priority_goes_first(self):
        (
            sales("101")
            >> is_in_another_call("101")
            >> joins("anna") >> joins("boris", needs=Needs(priority=5))
            >> ends_the_other_call("101") << rings("101", caller="boris")
        ).done()  # fmt: skip

    def test_the_longest_idle_agent_rings_first(self):
        (
            sales("101", "102", wrap_up=0)
            >> joins("anna") << rings("101", caller="anna")
            >> answers("101") << connects("anna", "101")
            >> joins("boris") << rings("102", caller="boris")
            >> answers("102") << connects("boris", "102")
            >> after(10)
            >> conversation_ends("boris") << leaves("boris", QueueOutcome.ANSWERED)
            >> after(10)
            >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
            >> joins("vera") << rings("102", caller="vera")
        ).done()  # fmt: skip


class TestWrapUp:
    def test_an_agent_writes_before_the_next_caller(self):
        (
            sales("101", wrap_up=15)
            >> joins("anna") << rings("101", caller="anna")
            >> answers("101") << connects("anna", "101")
            >> joins("boris")
            >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
            >> after(14.9)
            >> after(0.1) << rings("101", caller="boris")
        ).done()  # fmt: skip

    def test_it_holds_in_every_queue(self):
        """As asterisk #1006 did not."""
        (
            Story(queue("sales", "101", wrap_up=15), queue("support", "101", wrap_up=0))
            >> joins("anna", "sales") << rings("101", caller="anna")
            >> answers("101") << connects("anna", "101")
            >> joins("boris", "support")
            >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
            >> after(14.9)
            >> after(0.1) << rings("101", caller="boris")
        ).done()  # fmt: skip


class TestOccupancyIsTold:
    def test_an_agent_in_another_call_is_not_rung(self):
        (
            sales("101", "102")
            >> is_in_another_call("101")
            >> joins("anna") << rings("102", caller="anna")
        ).done()  # fmt: skip

    def test_an_agent_is_in_one_queue_at_a_time_and_the_longest_waiting_gets_him(self):
        (
            Story(queue("sales", "101"), queue("support", "101"))
            >> is_in_another_call("101")
            >> joins("anna", "support") >> after(1) >> joins("boris", "sales")
            >> ends_the_other_call("101") << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_a_reservation_that_fails_passes_the_caller_on(self):
        (
            sales("101", "102")
            >> joins("anna") << rings("101", caller="anna")
            >> reservation_fails("101") << rings("102", caller="anna")
            >> after(20) << stops("102", NO_ANSWER)
            >> ends_the_other_call("101") << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_a_ring_given_up_holds_the_agent_until_the_service_has_released_him(self):
        story = sales("101", no_answer_pause=0) >> joins("anna") << rings("101", caller="anna")
        engine = story.engine
        engine.handle_timer(20.0)
        assert [type(d).__name__ for d in engine.decisions] == ["StopRinging"]
        engine.agent_free("101", 20.1)
        assert isinstance(engine.decisions[-1], Ring)

    def test_nobody_reachable_means_waiting_until_somebody_is(self):
        (
            sales("101")
            >> unregisters("101")
            >> joins("anna")
            >> after(30)
            >> registers("101") << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_a_phone_that_registers_again_is_rung_without_delay(self):
        (
            sales("101", retry_pause=60)
            >> joins("anna") << rings("101", caller="anna")
            >> refuses("101", RefusalCause.UNREACHABLE)
            >> unregisters("101") >> registers("101") << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_a_registration_lost_while_it_rings_does_not_stop_the_ring(self):
        (
            sales("101")
            >> joins("anna") << rings("101", caller="anna")
            >> unregisters("101")
            >> answers("101") << connects("anna", "101")
        ).done()  # fmt: skip


class TestPresence:
    def test_not_ready_is_not_rung_until_ready(self):
        (
            sales("101")
            >> says("101", Presence.NOT_READY, "lunch")
            >> joins("anna")
            >> says("101", Presence.READY) << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_not_ready_stops_the_ring_and_the_next_rings_at_once(self):
        (
            sales("101", "102")
            >> joins("anna") << rings("101", caller="anna")
            >> says("101", Presence.LOGGED_OUT)
            << stops("101", StopReason.NOT_READY) << rings("102", caller="anna")
        ).done()  # fmt: skip

    def test_not_ready_in_a_conversation_waits_for_its_end(self):
        (
            sales("101", wrap_up=0)
            >> joins("anna") << rings("101", caller="anna")
            >> answers("101") << connects("anna", "101")
            >> says("101", Presence.NOT_READY)
            >> joins("boris")
            >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
            >> after(10)
            >> says("101", Presence.READY) << rings("101", caller="boris")
        ).done()  # fmt: skip


class TestWhy:
    def test_every_agent_has_a_note_with_state_and_reason(self):
        story = sales("101", "102", "103", "104", "105", wrap_up=30)
        story >> joins("anna") << rings("101", caller="anna") >> answers("101")
        story << connects("anna", "101")
        story >> joins("boris") << rings("102", caller="boris") >> answers("102")
        story << connects("boris", "102")
        story >> says("103", Presence.NOT_READY, "lunch") >> unregisters("104") >> after(10)
        story >> conversation_ends("boris") << leaves("boris", QueueOutcome.ANSWERED)
        story >> after(5) >> joins("vera") << rings("105", caller="vera")
        why = {note.extension: note for note in story.rings["105"].why}
        assert [why[e].reason for e in ("101", "102", "103", "104", "105")] == [
            Reason.TALKING,
            Reason.WRAP_UP,
            Reason.NOT_READY,
            Reason.UNREACHABLE,
            Reason.CHOSEN,
        ]
        assert (why["101"].seconds, why["102"].seconds) == (15, 25)
        assert why["103"].detail == "lunch"
        assert [note.chosen for note in story.rings["105"].why].count(True) == 1


class TestMistakesOfOurOwn:
    def test_an_unknown_queue(self):
        with pytest.raises(UnknownQueue, match="nowhere"):
            sales("101") >> joins("anna", "nowhere")

    def test_joining_twice(self):
        with pytest.raises(DuplicateEntry, match="anna"):
            sales() >> joins("anna") >> joins("anna")

    @pytest.mark.parametrize(
        "outcome", [QueueOutcome.ANSWERED, QueueOutcome.OVERFLOW, QueueOutcome.CLOSED]
    )
    def test_an_outcome_that_is_not_the_callers_to_choose(self, outcome):
        story = sales() >> joins("anna")
        with pytest.raises(WrongOutcome):
            story.engine.leave("anna", 1.0, outcome)

    def test_a_caller_who_is_nowhere_has_no_place(self):
        story = sales("101") >> joins("anna") << rings("101", caller="anna")
        story >> answers("101") << connects("anna", "101")
        assert story.engine.place("anna") is None and story.engine.place("nobody") is None
