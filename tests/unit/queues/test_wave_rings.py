"""Who rings in a wave, and who rings along."""

from __future__ import annotations

from ringtree.queues.decisions import StopReason
from tests.unit.queues.story import (
    Story,
    after,
    ends_the_other_call,
    is_in_another_call,
    joins,
    queue,
    rings,
    stops,
)

ELSEWHERE = StopReason.ANSWERED_ELSEWHERE
NO_ANSWER = StopReason.NO_ANSWER
CALLER_LEFT = StopReason.CALLER_LEFT


def sales(*agents: str, **settings) -> Story:
    return Story(queue("sales", *agents, **settings))


def test_an_agent_who_becomes_free_rings_along():
    (
        sales("101", "102", strategy="ring_all", ring_time=20)
        >> is_in_another_call("102")
        >> joins("anna") << rings("101", caller="anna")
        >> after(5)
        >> ends_the_other_call("102") << rings("102", caller="anna")
        >> after(15) << stops("101", NO_ANSWER) << stops("102", NO_ANSWER)
    ).done()  # fmt: skip


def test_an_agent_who_becomes_free_serves_a_waiting_caller_first():
    (
        sales("101", "102", strategy="ring_all")
        >> is_in_another_call("102")
        >> joins("anna") << rings("101", caller="anna")
        >> joins("boris")
        >> ends_the_other_call("102") << rings("102", caller="boris")
    ).done()  # fmt: skip


def test_one_after_another_never_becomes_two_at_once():
    (
        sales("101", "102")
        >> is_in_another_call("102")
        >> joins("anna") << rings("101", caller="anna")
        >> ends_the_other_call("102")
    ).done()  # fmt: skip
