"""A week taken apart says neither more nor less than the week."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ringtree.schedules.hours import Week
from ringtree.schedules.interval import Interval, joined
from ringtree.schedules.speech.shape import Break, Days, runs, shape
from tests.unit.schedules.weeks import weeks
from tests.unit.schedules.worlds import SHOP, week


def test_a_common_break_is_taken_out_of_the_hours() -> None:
    said = shape(SHOP)
    assert [group.spans for group in said.groups] == [(Interval(540, 1080),), (Interval(600, 900),)]
    assert said.breaks == (Break((0, 1, 2, 3, 4), Interval(780, 840), everywhere=False),)
    assert said.breaks[0].is_lunch


def test_two_shifts_are_no_day_with_a_break() -> None:
    assert shape(week("09:00-12:00 17:00-21:00")).breaks == ()


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((0, 1, 2), [(0, 1, 2)]),
        ((0, 2, 3), [(0,), (2, 3)]),
        ((0, 1, 5, 6), [(5, 6, 0, 1)]),
        ((0, 3, 6), [(6, 0), (3,)]),
        ((), []),
    ],
)
def test_runs_may_go_over_sunday(days: Days, found: list[Days]) -> None:
    assert runs(days) == found


@settings(max_examples=150, deadline=None)
@given(weeks())
def test_a_shape_expands_into_the_week_it_was_made_from(weekly: Week) -> None:
    assert shape(weekly).expand() == tuple(map(joined, weekly))
