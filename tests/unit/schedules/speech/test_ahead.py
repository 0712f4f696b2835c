"""What there is to say of the days ahead, over whole years, against what happens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ringtree.schedules.holidays import HolidaySet
from ringtree.schedules.hours import Hours
from ringtree.schedules.interval import Interval, joined
from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.schedules.speech.ahead import WINDOW, Why, ahead, opening, why
from ringtree.schedules.state import state
from tests.unit.schedules.worlds import OFFICE, RUSSIA, SHOP, at, hours, off, week

YEARS = [
    hours(SHOP, holidays=RUSSIA),
    hours(
        OFFICE,
        off("count", date(2026, 3, 31)),
        off("summer", date(2026, 7, 1), date(2026, 8, 31), "10:00-16:00"),
        off("move", date(2026, 12, 1), date(2026, 12, 20)),
        holidays=HolidaySet("RU", intervals=(Interval(600, 720),), shortened=True),
    ),
    hours(week(*["22:00-06:00"] * 7), zone="Europe/Berlin", holidays=HolidaySet("DE")),
    hours(week("", "", "", "09:00-24:00"), zone="America/New_York", holidays=HolidaySet("US")),
]


@pytest.mark.parametrize("company", YEARS)
def test_changes_told_and_the_week_make_every_day_of_the_coming_week(company: Hours) -> None:
    for number in range(365):
        now = at("2026-01-01 12:00", company.zone) + timedelta(days=number)
        found = ahead(company, now)
        for day in (now.date() + timedelta(days=n) for n in range(WINDOW)):
            change = found.change(day)
            told = change.intervals if change else joined(company.weekly[day.weekday()])
            assert told == company.plan(day).intervals


@pytest.mark.parametrize("company", YEARS)
def test_runs_of_changes_are_true_to_their_last_day(company: Hours) -> None:
    for number in range(0, 365, 3):
        now = at("2026-01-01 12:00", company.zone) + timedelta(days=number)
        for change in ahead(company, now).changes:
            for day in range((change.last - change.first).days + 1):
                plan = company.plan(change.first + timedelta(days=day))
                assert plan.intervals == change.intervals


def test_closed_days_take_the_weekend_along() -> None:
    (change,) = ahead(hours(holidays=RUSSIA), at("2026-12-30 12:00")).changes
    assert (change.first, change.last) == (date(2026, 12, 31), date(2027, 1, 10))


class TestTheNextOpening:
    def test_after_holidays_is_told_with_its_date(self) -> None:
        found = opening(hours(holidays=RUSSIA), at("2026-12-30 20:00"))
        assert found is not None
        assert (found.dated, found.holidays, found.certain) == (True, 11 - 2, True)

    def test_after_a_weekend_is_told_without(self) -> None:
        found = opening(hours(holidays=RUSSIA), at("2026-11-27 20:00"))
        assert found is not None
        assert (found.days, found.dated, found.holidays) == (3, False, 0)

    def test_in_an_unpublished_year_is_not_certain(self) -> None:
        year = next(year for year in range(2027, 2100) if not RUSSIA.is_published(year))
        found = opening(hours(holidays=RUSSIA), at(f"{year - 1}-12-31 20:00"))
        assert found is not None and not found.certain

    def test_is_unknown_while_an_override_waits_to_be_revoked(self) -> None:
        since = at("2026-11-23 10:00")
        closed = Override(OverrideKind.CLOSED, since, Until.REVOKED)
        assert opening(hours(), at("2026-11-23 12:00"), closed) is None

    def test_comes_when_an_override_ends_in_open_hours(self) -> None:
        ends = at("2026-11-23 15:00")
        closed = Override(OverrideKind.CLOSED, at("2026-11-23 10:00"), Until.TIME, ends)
        found = opening(hours(), at("2026-11-23 12:00"), closed)
        assert found is not None and found.minute == 15 * 60


class TestWhyItIsClosed:
    def test_has_a_word_for_each_case(self) -> None:
        company = hours(SHOP, off("move", date(2026, 11, 24)), holidays=RUSSIA)
        moments = {
            "2026-11-23 12:00": Why.OPEN,
            "2026-11-23 08:00": Why.BEFORE,
            "2026-11-23 13:30": Why.BREAK,
            "2026-11-23 18:00": Why.AFTER,
            "2026-11-22 12:00": Why.DAY_OFF,
            "2026-11-24 12:00": Why.EXCEPTION,
            "2026-11-04 12:00": Why.HOLIDAY,
            "2026-11-03 17:30": Why.AFTER_SHORT_DAY,
            "2026-12-31 12:00": Why.DAY_OFF,
        }
        assert {moment: why(company, at(moment)) for moment in moments} == moments

    def test_says_open_exactly_when_it_is(self) -> None:
        for company in YEARS:
            for number in range(0, 24 * 365, 5):
                now = at("2026-01-01 00:30", company.zone) + timedelta(hours=number)
                assert (why(company, now) is Why.OPEN) == state(company, now).is_open

    def test_an_override_needs_no_other_reason(self) -> None:
        closed = Override(OverrideKind.CLOSED, at("2026-11-23 10:00"))
        assert why(hours(), at("2026-11-23 12:00"), closed) is Why.OVERRIDE
