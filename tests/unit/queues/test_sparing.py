from __future__ import annotations

from ringtree.queues.agent import Presence
from ringtree.queues.decisions import RefusalCause, StopReason
from ringtree.queues.sparing import MISSED
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connects,
    joins,
    makes_not_ready,
    queue,
    refuses,
    rings,
    says,
    stops,
)

NO_ANSWER = StopReason.NO_ANSWER


def impatient(*agents: str, **settings) -> Story:
    return Story(queue("sales", *agents, ring_time=10, no_answer_pause=1, **settings))


def test_who_lets_so_many_rings_go_by_is_made_not_ready():
    (
        impatient("101", missed_limit=2)
        >> joins("anna") << rings("101", caller="anna")
        >> after(10) << stops("101", NO_ANSWER)
        >> after(1) << rings("101", caller="anna")
        >> after(10) << makes_not_ready("101", MISSED) << stops("101", NO_ANSWER)
        >> after(60)
        >> says("101", Presence.READY) << rings("101", caller="anna")
    ).done()  # fmt: skip


def test_the_phones_own_ring_limit_counts_and_the_next_agent_rings():
    (
        impatient("101", "102", missed_limit=1)
        >> joins("anna") << rings("101", caller="anna")
        >> refuses("101", RefusalCause.NO_ANSWER)
        << makes_not_ready("101", MISSED) << rings("102", caller="anna")
    ).done()  # fmt: skip


def test_an_answer_in_between_and_a_refusal_begin_the_count_anew_or_leave_it():
    story = impatient("101", missed_limit=2) >> joins("anna") << rings("101", caller="anna")
    story >> after(10) << stops("101", NO_ANSWER) >> after(1) << rings("101", caller="anna")
    story >> refuses("101", RefusalCause.UNREACHABLE) >> after(2) << rings("101", caller="anna")
    (story >> answers("101") << connects("anna", "101")).done()
    assert story.engine._floor.agents["101"].missed == {}


def test_the_limit_is_each_queues_own():
    story = Story(
        queue("sales", "101", ring_time=10, no_answer_pause=1, missed_limit=2),
        queue("vip", "101", ring_time=10, no_answer_pause=1),
    )
    story >> joins("anna", "vip") << rings("101", caller="anna")
    for _ in range(4):
        story >> after(10) << stops("101", NO_ANSWER) >> after(1) << rings("101", caller="anna")
    assert story.engine._floor.agents["101"].presence is Presence.READY
