from __future__ import annotations

from dataclasses import replace

from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connects,
    conversation_ends,
    hangs_up,
    joins,
    leaves,
    leaves_by_key,
    queue,
    rings,
)


def test_everybody_who_joined_is_present_or_has_left_with_one_outcome():
    story = (
        Story(queue("sales", "101", "102", max_wait=60))
        >> joins("anna") << rings("101", caller="anna")
        >> answers("101") << connects("anna", "101")
        >> joins("boris") << rings("102", caller="boris")
        >> answers("102") << connects("boris", "102")
        >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
        >> joins("vera") >> hangs_up("vera") << leaves("vera", QueueOutcome.ABANDONED)
        >> joins("gleb") >> leaves_by_key("gleb") << leaves("gleb", QueueOutcome.KEY_EXIT)
        >> after(1) >> joins("dina")
    )  # fmt: skip
    story.pending.clear()
    figures = story.engine.statistics()["sales"]
    assert (figures.joined, figures.waiting, figures.connected) == (5, 1, 1)
    assert {outcome.value: count for outcome, count in figures.left.items() if count} == {
        "answered": 1,
        "abandoned": 1,
        "key_exit": 1,
    }
    assert figures.is_conserved


def test_a_missing_caller_would_be_noticed():
    figures = Story(queue("sales")).engine.statistics()["sales"]
    assert not replace(figures, joined=1).is_conserved


def test_who_was_served_in_time_and_who_hung_up_at_once():
    level = {"level_within": 20, "level_short": 5}
    story = (
        Story(queue("sales", "101", wrap_up=0, **level))
        >> joins("quick") << rings("101", caller="quick") >> after(9)
        >> answers("101") << connects("quick", "101")
        >> joins("short") >> after(5)
        >> hangs_up("short") << leaves("short", QueueOutcome.ABANDONED)
        >> joins("patient") >> after(19)
        >> hangs_up("patient") << leaves("patient", QueueOutcome.ABANDONED)
        >> joins("late") >> after(21)
        >> conversation_ends("quick") << leaves("quick", QueueOutcome.ANSWERED)
    )  # fmt: skip
    story << rings("101", caller="late")
    story >> answers("101") << connects("late", "101")
    story >> after(1) >> conversation_ends("late") << leaves("late", QueueOutcome.ANSWERED)
    counters = story.engine.floor.counters["sales"]
    assert (counters.answered_in_time, counters.left[QueueOutcome.ANSWERED]) == (1, 2)
    assert (counters.abandoned_short, counters.abandoned_in_time) == (1, 1)
