"""Intervals as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given

from ringtree.schedules.interval import (
    Interval,
    IntervalError,
    Intervals,
    joined,
    parse_interval,
    parse_intervals,
    shortened,
    written,
)
from tests.unit.schedules.weeks import days


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("09:00-18:00", Interval(540, 1080)),
        ("9:00 – 18:00", Interval(540, 1080)),
        ("00:00-24:00", Interval(0, 1440)),
        ("22:00-06:00", Interval(1320, 1800)),
        ("22:00-00:00", Interval(1320, 1440)),
        ("22:00-24:00", Interval(1320, 1440)),
    ],
)
def test_are_read(text: str, interval: Interval) -> None:
    assert parse_interval(text) == interval


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9-18", "expected two times"),
        ("09:00", "expected two times"),
        ("09:00-25:00", "not a time from 00:00 to 24:00"),
        ("09:60-10:00", "not a time from 00:00 to 24:00"),
        ("24:00-10:00", "write 00:00 of the next day"),
        ("09:00-09:00", "the whole day is 00:00-24:00"),
        ("٠٩:٠٠-10:00", "expected two times"),
        ("", "expected two times"),
    ],
)
def test_that_cannot_be_read_are_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(IntervalError, match=words):
        parse_interval(text)


def test_of_one_day_are_sorted_and_must_not_overlap() -> None:
    assert parse_intervals(["14:00-18:00", "09:00-13:00"])[0].start == 540
    with pytest.raises(IntervalError, match="09:00-13:00 and 12:00-18:00 overlap"):
        parse_intervals(["09:00-13:00", "12:00-18:00"])


def test_that_touch_are_one() -> None:
    assert joined(parse_intervals(["09:00-12:00", "12:00-18:00"])) == (Interval(540, 1080),)


def test_a_shortened_day_ends_earlier_even_across_a_break() -> None:
    assert shortened(parse_intervals(["09:00-18:00"]), 60) == (Interval(540, 1020),)
    assert shortened(parse_intervals(["09:00-17:00", "17:30-18:00"]), 60) == (Interval(540, 990),)
    assert shortened(parse_intervals(["09:00-09:45"]), 60) == ()


def test_midnight_is_written_as_the_day_it_ends() -> None:
    assert [written(minute) for minute in (0, 540, 1440, 1800)] == [
        "00:00",
        "09:00",
        "24:00",
        "06:00",
    ]


@given(days())
def test_what_is_written_is_read_back(intervals: Intervals) -> None:
    assert parse_intervals(map(str, intervals)) == intervals
