from __future__ import annotations

import pytest

from ringtree.queues.candidate import Candidate
from ringtree.queues.decisions import RefusalCause, StopReason
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.strategy import REGISTRY, Strategy
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connects,
    ends_the_other_call,
    hangs_up,
    is_in_another_call,
    joins,
    leaves,
    queue,
    refuses,
    releases,
    rings,
    stops,
)

ELSEWHERE = StopReason.ANSWERED_ELSEWHERE
NO_ANSWER = StopReason.NO_ANSWER
CALLER_LEFT = StopReason.CALLER_LEFT


def sales(*agents: str, **settings) -> Story:
    return Story(queue("sales", *agents, **settings))


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

    def test_an_agent_who_became_free_meanwhile_is_offered_when_all_have_been_tried(self):
        (
            sales("101", "102", ring_time=20)
            >> is_in_another_call("102")
            >> joins("anna") << rings("101", caller="anna")
            >> after(5)
            >> ends_the_other_call("102")
            >> after(15) << stops("101", NO_ANSWER) << rings("102", caller="anna")
        ).done()  # fmt: skip


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


class TestStrategiesToCome:
    """The engine never asks which strategy it has: whatever waves come, it rings them."""

    @staticmethod
    def use(monkeypatch, waves) -> None:
        monkeypatch.setitem(REGISTRY, "new", Strategy("new", waves, {}))

    def test_a_progressive_one_adds_agents_while_the_first_ring_on(self, monkeypatch):
        self.use(monkeypatch, lambda found, at: [found[: n + 1] for n in range(len(found))])
        (
            sales("101", "102", strategy="new", ring_time=10)
            >> joins("anna") << rings("101", caller="anna")
            >> after(10) << rings("102", caller="anna")
            >> answers("101") << connects("anna", "101") << stops("102", ELSEWHERE)
        ).done()  # fmt: skip

    def test_who_refused_is_left_out_of_every_later_wave(self, monkeypatch):
        self.use(monkeypatch, lambda found, at: [found[:2], found])
        (
            sales("101", "102", "103", strategy="new", ring_time=10)
            >> joins("anna") << rings("101", "102", caller="anna")
            >> refuses("101")
            >> after(10) << rings("103", caller="anna")
            >> after(10) << stops("102", NO_ANSWER) << stops("103", NO_ANSWER)
        ).done()  # fmt: skip

    def test_one_that_names_nobody_available_does_not_hang_the_engine(self, monkeypatch):
        self.use(monkeypatch, lambda found, at: [[Candidate("999", 0, None)], []])
        (sales("101", strategy="new") >> joins("anna")).done()
