"""What is counted of a queue, and that everybody is counted once."""

from __future__ import annotations

import pytest
from hypothesis import given

from ringtree.figures.queue_figures import QueueFigures, Thresholds, queue_figures
from ringtree.figures.visit import visits
from ringtree.records.record import CallRecord
from tests.unit.figures.days import days, record, wait


def counted(*records: CallRecord) -> QueueFigures:
    found = [visit for one in records for visit in visits(one)]
    return queue_figures(found, Thresholds(within=20, short=5))


def test_both_service_levels_by_their_formulas() -> None:
    one = counted(
        record(wait(waited=10, agent="101")),
        record(wait(waited=15, agent="101")),
        record(wait(waited=30, agent="102")),
        record(wait(waited=3)),  # short: in neither level
        record(wait(waited=12)),
        record(wait(waited=200)),
    )
    assert one.level_of_answered == pytest.approx(2 / 3)
    assert one.level_of_all == pytest.approx((2 + 1) / (3 + 2))
    assert (one.answered, one.abandoned, one.abandoned_short) == (3, 2, 1)
    assert one.wait_abandoned.greatest == 200


def test_each_queue_is_measured_by_its_own_time() -> None:
    calls = [
        record(wait("sales", waited=30, agent="101")),
        record(wait("sales", waited=8)),
        record(wait("support", waited=30, agent="101")),
        record(wait("support", waited=8)),
    ]
    found = [visit for one in calls for visit in visits(one)]
    own = {"sales": Thresholds(within=60, short=10)}
    both = queue_figures(found, own, queues=("sales", "support"))
    assert (both.answered_within, both.abandoned_short, both.abandoned_within) == (1, 1, 1)
    assert both.within is None and both.to_dict()["within"] is None
    sales = [visit for visit in found if visit.queue == "sales"]
    assert queue_figures(sales, own).within == 60
    assert queue_figures([], own, queues=("sales",)).within == 60


def test_of_an_empty_queue_nothing_is_claimed() -> None:
    one = counted()
    assert (one.level_of_answered, one.level_of_all, one.joined) == (None, None, 0)
    assert one.is_conserved
    assert one.to_dict()["service_level_of_all"] is None


def test_asterisk_1736_an_answered_call_is_counted_once() -> None:
    """There a call counted twice when the agent's call ended in a transfer: two writers."""
    rings = (
        {"at": 6.0, "rung": ["101"], "strategy": "ring_all", "why": []},
        {"at": 8.0, "answered": "101"},  # the connection was lost, and the caller kept the place
        {"at": 9.0, "rung": ["101", "102"], "strategy": "ring_all", "why": []},
    )
    one = counted(record(wait(waited=30, agent="102", rings=rings)))
    assert (one.joined, one.answered) == (1, 1)
    assert one.wait_answered.greatest == 30


@given(days)
def test_totals_always_add_up(day: list[CallRecord]) -> None:
    one = counted(*day)
    assert one.is_conserved
    assert one.joined == (
        one.answered
        + one.abandoned
        + one.abandoned_short
        + sum(one.to_dict()[name] for name in ("overflowed", "refused", "left_by_key", "failed"))
    )
    assert one.wait_answered.count == one.answered == one.talk.count
