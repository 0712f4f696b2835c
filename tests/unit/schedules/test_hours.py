"""What the rules make of a date."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfoNotFoundError

import pytest

from ringtree.schedules.hours import Hours, Reason
from ringtree.schedules.interval import Interval
from tests.unit.schedules.worlds import OFFICE, RUSSIA, at, hours, off, week


def test_the_weekly_rule_is_the_last_to_be_asked() -> None:
    company = hours(OFFICE, off("fair", date(2026, 11, 4), hours="10:00-12:00"), holidays=RUSSIA)
    assert company.plan(date(2026, 11, 4)).reason is Reason.EXCEPTION
    assert company.plan(date(2026, 6, 12)).reason is Reason.HOLIDAY
    assert company.plan(date(2026, 11, 23)).reason is Reason.WEEKLY


def test_a_moved_working_saturday_that_replaces_a_free_day_keeps_its_own_hours() -> None:
    shop = hours(week("", *["09:00-18:00"] * 4, "10:00-15:00"), holidays=RUSSIA)
    plan = shop.plan(date(2025, 11, 1))  # worked for Monday, which this shop never works
    assert plan.intervals == (Interval(600, 840),)


def test_a_day_before_a_holiday_that_is_free_stays_an_ordinary_day() -> None:
    assert hours(holidays=RUSSIA).plan(date(2026, 2, 22)).reason is Reason.WEEKLY


def test_equal_hours_are_equal_and_hashable_whatever_they_were_asked() -> None:
    first, second = hours(), hours()
    first.plan(date(2026, 11, 23))
    assert first == second and hash(first) == hash(second)


def test_exception_names_come_once_and_in_order() -> None:
    days = [off(name, date(2026, 1, number)) for number, name in enumerate("bab", start=1)]
    assert hours(OFFICE, *days).exception_names == ("b", "a")


def test_exceptions_that_meet_on_a_date_overlap() -> None:
    spring = off("spring", date(2026, 3, 1), date(2026, 3, 10))
    assert spring.overlaps(off("x", date(2026, 3, 10)))
    assert not spring.overlaps(off("x", date(2026, 3, 11)))


def test_an_instant_is_told_by_the_clock_on_the_wall() -> None:
    assert hours().local(at("2026-11-23 06:00", "UTC")).hour == 9


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        Hours("Mars/Olympus", OFFICE)
