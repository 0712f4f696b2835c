"""Reports: whichever way the day is cut, the parts add up to the whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.figures.callback_attempt import attempt_of
from ringtree.figures.report import Report, TooManyIntervals, report
from ringtree.queues.outcome import QueueOutcome
from ringtree.records.record import CallRecord
from tests.unit.figures.days import NOON, days, record, wait

END = NOON + timedelta(hours=10)


def made(records: list[CallRecord], minutes: int | None = 30) -> Report:
    return report(
        records,
        queues=["sales", "support"],
        people=["101", "102"],
        history=[],
        start=NOON,
        end=END,
        every=None if minutes is None else timedelta(minutes=minutes),
    )


@given(days, st.sampled_from([7, 15, 30, 60, 600]))
def test_intervals_queues_and_agents_add_up_to_the_total(
    day: list[CallRecord], minutes: int
) -> None:
    one = made(day, minutes)
    assert one.total.is_conserved
    for outcome in QueueOutcome:
        whole = one.total.outcomes[outcome]
        assert whole == sum(queue.outcomes[outcome] for queue in one.queues.values())
        assert whole == sum(
            queue.outcomes[outcome] for part in one.intervals for queue in part.queues.values()
        )
    assert one.total.answered == sum(agent.answered for agent in one.agents.values())
    assert sum(agent.handle.count for agent in one.agents.values()) == one.total.handle.count


@given(days, st.sampled_from([15, 60]))
def test_callbacks_that_reached_nobody_add_up_and_are_nobody_s_visit(
    day: list[CallRecord], minutes: int
) -> None:
    one, without = made(day, minutes), made([each for each in day if not attempt_of(each)], minutes)
    vain = [
        attempt
        for each in day
        if (attempt := attempt_of(each)) and attempt.queue != "gone" and NOON <= attempt.began < END
    ]
    assert one.total.callbacks_unreached == sum(attempt.was_called for attempt in vain)
    for parts in (one.queues.values(), [q for part in one.intervals for q in part.queues.values()]):
        assert one.total.callbacks_unreached == sum(queue.callbacks_unreached for queue in parts)
    assert one.total.outcomes == without.total.outcomes
    for extension, agent in one.agents.items():
        rings = [ring for attempt in vain for ring in attempt.rings]
        before = without.agents[extension]
        assert agent.offered - before.offered == sum(r.extension == extension for r in rings)
        held = [attempt.held for attempt in vain if attempt.agent == extension]
        assert agent.unreached == len(held)
        assert agent.held - before.held == pytest.approx(sum(held))
        assert agent.answered == before.answered


def test_a_visit_belongs_to_the_interval_in_which_the_caller_joined() -> None:
    one = made([record(wait(entered=50, waited=2000, agent="101"), minute=29)])
    assert [part.queues["sales"].joined for part in one.intervals[:3]] == [1, 0, 0]
    assert one.intervals[-1].end == END


def test_too_many_intervals_are_refused() -> None:
    with pytest.raises(TooManyIntervals, match="36000 intervals are too many"):
        report(
            [],
            queues=[],
            people=[],
            history=[],
            start=NOON,
            end=END,
            every=timedelta(seconds=1),
        )
    assert made([], None).to_dict()["intervals"] == []
