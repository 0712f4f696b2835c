from __future__ import annotations

import pytest

from ringtree.queues.agent import Presence
from ringtree.queues.candidate import Reason
from ringtree.queues.decisions import RefusalCause, Ring, StopReason
from ringtree.queues.errors import DuplicateEntry, UnknownQueue, WrongOutcome
from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connection_breaks,
    connects,
    conversation_ends,
    ends_the_other_call,
    hangs_up,
    is_in_another_call,
    joins,
    leaves,
    leaves_by_key,
    queue,
    refuses,
    registers,
    releases,
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
            >> joins("anna") >> joins("boris", priority=5)
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


class TestSeveralPhonesRing:
    def test_two_agents_answer_within_a_millisecond_and_one_wins(self):
        (
            sales("101", "102", strategy="ring_all")
            >> joins("anna") << rings("101", "102", caller="anna")
            >> answers("102") << connects("anna", "102") << stops("101", ELSEWHERE)
            >> answers("101") << releases("101")
        ).done()  # fmt: skip

    def test_an_answer_told_twice_changes_nothing(self):
        (
            sales("101")
            >> joins("anna") << rings("101", caller="anna")
            >> answers("101") << connects("anna", "101")
            >> answers("101")
        ).done()  # fmt: skip

    def test_who_lost_the_race_is_offered_the_next_caller(self):
        (
            sales("101", "102", strategy="ring_all")
            >> joins("anna") << rings("101", "102", caller="anna")
            >> joins("boris")
            >> answers("102")
            << connects("anna", "102") << stops("101", ELSEWHERE)
            << rings("101", caller="boris")
        ).done()  # fmt: skip

    def test_the_others_ring_on_when_one_refuses(self):
        (
            sales("101", "102", strategy="ring_all")
            >> joins("anna") << rings("101", "102", caller="anna")
            >> refuses("101")
            >> after(5)
            >> answers("102") << connects("anna", "102")
        ).done()  # fmt: skip

    def test_an_agent_who_becomes_free_rings_along(self):
        (
            sales("101", "102", strategy="ring_all", ring_time=20)
            >> is_in_another_call("102")
            >> joins("anna") << rings("101", caller="anna")
            >> after(5)
            >> ends_the_other_call("102") << rings("102", caller="anna")
            >> after(15) << stops("101", NO_ANSWER) << stops("102", NO_ANSWER)
        ).done()  # fmt: skip

    def test_an_agent_who_becomes_free_serves_a_waiting_caller_first(self):
        (
            sales("101", "102", strategy="ring_all")
            >> is_in_another_call("102")
            >> joins("anna") << rings("101", caller="anna")
            >> joins("boris")
            >> ends_the_other_call("102") << rings("102", caller="boris")
        ).done()  # fmt: skip

    def test_one_after_another_never_becomes_two_at_once(self):
        (
            sales("101", "102")
            >> is_in_another_call("102")
            >> joins("anna") << rings("101", caller="anna")
            >> ends_the_other_call("102")
        ).done()  # fmt: skip


class TestNobodyAnswers:
    def test_the_next_agent_rings_and_then_the_first_again(self):
        (
            sales("101", "102", ring_time=20, no_answer_pause=2)
            >> joins("anna") << rings("101", caller="anna")
            >> after(20) << stops("101", NO_ANSWER) << rings("102", caller="anna")
            >> after(20) << stops("102", NO_ANSWER) << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_the_only_agent_rings_again_after_the_pause(self):
        (
            sales("101", ring_time=20, no_answer_pause=5)
            >> joins("anna") << rings("101", caller="anna")
            >> after(20) << stops("101", NO_ANSWER)
            >> after(4.9)
            >> after(0.1) << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_without_a_pause_the_ring_time_itself_keeps_the_pace(self):
        (
            sales("101", ring_time=20, no_answer_pause=0)
            >> joins("anna") << rings("101", caller="anna")
            >> after(20) << stops("101", NO_ANSWER) << rings("101", caller="anna")
            >> after(19.9)
        ).done()  # fmt: skip

    def test_an_agent_taken_meanwhile_is_passed_over_by_the_next_wave(self):
        (
            sales("101", "102", "103")
            >> joins("anna") << rings("101", caller="anna")
            >> is_in_another_call("102")
            >> after(20) << stops("101", NO_ANSWER) << rings("103", caller="anna")
        ).done()  # fmt: skip

    def test_an_answer_that_crosses_the_stop_releases_the_agent(self):
        (
            sales("101", "102")
            >> joins("anna") << rings("101", caller="anna")
            >> after(20) << stops("101", NO_ANSWER) << rings("102", caller="anna")
            >> answers("101") << releases("101")
            >> answers("102") << connects("anna", "102")
        ).done()  # fmt: skip

    def test_the_place_is_kept_while_the_phones_ring_in_vain(self):
        story = (
            sales("101")
            >> joins("anna") << rings("101", caller="anna")
            >> joins("boris")
            >> after(20) << stops("101", NO_ANSWER)
        ).done()  # fmt: skip
        assert story.engine.waiting("sales") == ("anna", "boris")
        assert story.engine.place("boris") == 2
        (story >> after(2) << rings("101", caller="anna")).done()


class TestAgentRefuses:
    def test_the_next_agent_rings_at_once_and_not_the_same_again(self):
        (
            sales("101", "102", refusal_pause=30)
            >> joins("anna") << rings("101", caller="anna")
            >> refuses("101") << rings("102", caller="anna")
            >> after(20) << stops("102", NO_ANSWER)
            >> after(2) << rings("102", caller="anna")
            >> after(7.9)
            >> refuses("102")
            >> after(0.1) << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_the_only_agent_is_offered_the_caller_again_after_the_pause(self):
        (
            sales("101", refusal_pause=30)
            >> joins("anna") << rings("101", caller="anna")
            >> refuses("101")
            >> after(29.9)
            >> after(0.1) << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_another_caller_may_be_offered_soon(self):
        (
            sales("101", refusal_pause=30)
            >> joins("anna") << rings("101", caller="anna")
            >> joins("boris")
            >> refuses("101")
            >> after(1) << rings("101", caller="boris")
        ).done()  # fmt: skip

    @pytest.mark.parametrize("cause", RefusalCause)
    def test_a_phone_that_refuses_at_once_is_never_rung_in_a_tight_loop(self, cause):
        story = sales("101", refusal_pause=0, retry_pause=0, no_answer_pause=1)
        story >> joins("anna") << rings("101", caller="anna")
        for _ in range(5):
            story >> refuses("101", cause) >> after(0.9)
            story >> after(0.1) << rings("101", caller="anna")

    def test_an_unreachable_phone_passes_the_caller_on_and_is_tried_again_later(self):
        (
            sales("101", "102", retry_pause=5)
            >> joins("anna") << rings("101", caller="anna")
            >> refuses("101", RefusalCause.UNREACHABLE) << rings("102", caller="anna")
            >> refuses("102", RefusalCause.FAILED)
            >> after(4.9)
            >> after(0.1) << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_a_late_refusal_has_no_effect(self):
        (
            sales("101", "102")
            >> joins("anna") << rings("101", caller="anna")
            >> after(20) << stops("101", NO_ANSWER) << rings("102", caller="anna")
            >> refuses("101")
            >> hangs_up("anna")
            << stops("102", CALLER_LEFT) << leaves("anna", QueueOutcome.ABANDONED)
            >> refuses("102")
            >> answers("102") << releases("102")
        ).done()  # fmt: skip


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
