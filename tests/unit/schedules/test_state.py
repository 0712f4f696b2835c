"""Open or closed, why, and until when; checked against a scan of every minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from time import process_time
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringtree.schedules.holidays import HolidaySet
from ringtree.schedules.hours import DatedException, Hours, Reason, Week
from ringtree.schedules.interval import Interval, Intervals
from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.schedules.state import (
    NaiveInstant,
    changes,
    next_change,
    next_closing,
    next_opening,
    override_end,
    state,
    unpublished_years,
)
from tests.unit.schedules.worlds import OFFICE, RUSSIA, SHOP, at, hours, off, week

MINUTE = timedelta(minutes=1)


class TestTheWeeklyRule:
    def test_opens_at_its_first_minute_and_closes_at_its_last(self) -> None:
        office = hours()
        assert not state(office, at("2026-11-23 08:59")).is_open
        assert state(office, at("2026-11-23 09:00")).is_open
        assert state(office, at("2026-11-23 17:59:59")).is_open
        assert not state(office, at("2026-11-23 18:00")).is_open

    def test_says_until_when(self) -> None:
        office = hours()
        assert state(office, at("2026-11-23 12:00")).until == at("2026-11-23 18:00")
        assert state(office, at("2026-11-27 20:00")).until == at("2026-11-30 09:00")

    def test_a_break_is_closed(self) -> None:
        noon = state(hours(SHOP), at("2026-11-23 13:20"))
        assert (noon.is_open, noon.until) == (False, at("2026-11-23 14:00"))

    def test_the_instant_may_come_in_any_zone(self) -> None:
        assert state(hours(), datetime(2026, 11, 23, 6, tzinfo=UTC)).is_open

    def test_a_night_belongs_to_the_day_it_starts(self) -> None:
        bar = hours(week("", "", "", "", "22:00-06:00"))
        assert state(bar, at("2026-11-28 05:59")).is_open  # Saturday
        assert not state(bar, at("2026-11-27 05:59")).is_open  # Friday
        assert state(bar, at("2026-11-27 22:00")).until == at("2026-11-28 06:00")

    def test_midnight_between_two_open_days_is_no_change(self) -> None:
        always = hours(week(*["00:00-24:00"] * 5))
        assert next_change(always, at("2026-11-23 12:00")) == at("2026-11-28 00:00")

    def test_hours_that_never_change_say_so(self) -> None:
        for weekly in (week(), week(*["00:00-24:00"] * 7)):
            assert next_change(hours(weekly), at("2026-11-23 12:00")) is None
            assert next_opening(hours(weekly), at("2026-11-23 12:00")) is None

    def test_a_datetime_without_a_zone_is_refused(self) -> None:
        with pytest.raises(NaiveInstant, match="has no time zone"):
            state(hours(), datetime(2026, 11, 23, 9))


class TestExceptions:
    def test_stand_above_holidays_and_the_weekly_rule(self) -> None:
        office = hours(OFFICE, off("fair", date(2026, 5, 9), hours="12:00-16:00"), holidays=RUSSIA)
        during = state(office, at("2026-05-09 12:00"))
        assert (during.is_open, during.reason, during.exception) == (
            True,
            Reason.EXCEPTION,
            "fair",
        )

    def test_begin_and_end_at_midnight_even_if_that_opens_nothing(self) -> None:
        office = hours(OFFICE, off("move", date(2026, 11, 28), date(2026, 11, 29)))
        evening = state(office, at("2026-11-27 20:00"))
        assert (evening.exception, evening.until) == (None, at("2026-11-28 00:00"))
        weekend = state(office, at("2026-11-28 12:00"))
        assert (weekend.exception, weekend.until) == ("move", at("2026-11-30 00:00"))

    def test_the_night_before_runs_on_into_a_closed_day(self) -> None:
        bar = hours(week(*["22:00-06:00"] * 7), off("stock", date(2026, 11, 24)))
        assert state(bar, at("2026-11-24 05:00")).is_open
        assert state(bar, at("2026-11-24 06:00")).exception == "stock"
        assert not state(bar, at("2026-11-25 05:00")).is_open

    def test_far_ahead_are_found(self) -> None:
        lasting = hours(week(*["00:00-24:00"] * 7), off("move", date(2199, 3, 1)))
        assert next_change(lasting, at("2026-11-24 05:00")) == at("2199-03-01 00:00")

    def test_the_first_listed_wins_where_they_overlap(self) -> None:
        first, second = off("a", date(2026, 5, 1), date(2026, 5, 9)), off("b", date(2026, 5, 9))
        both = hours(OFFICE, first, second)
        assert state(both, at("2026-05-09 12:00")).exception == "a"
        assert list(both.overlapping()) == [(first, second)]


class TestHolidays:
    def test_close_a_working_day_and_are_named(self) -> None:
        day = state(hours(holidays=RUSSIA), at("2026-11-04 12:00"))
        assert (day.is_open, day.reason) == (False, Reason.HOLIDAY)
        assert day.holiday == "День народного единства"

    def test_the_day_before_closes_an_hour_early(self) -> None:
        day = state(hours(holidays=RUSSIA), at("2026-11-03 12:00"))
        assert (day.reason, day.until) == (Reason.SHORTENED, at("2026-11-03 17:00"))

    def test_a_moved_working_saturday_has_the_hours_of_the_day_it_replaces(self) -> None:
        day = state(hours(holidays=RUSSIA), at("2025-11-01 12:00"))
        assert (day.is_open, day.until) == (True, at("2025-11-01 17:00"))
        kept = HolidaySet("RU", shortened=True, workdays=False)
        assert not state(hours(holidays=kept), at("2025-11-01 12:00")).is_open

    def test_new_year_lasts_until_the_decree_says(self) -> None:
        evening = at("2026-12-30 18:30")
        assert next_opening(hours(holidays=RUSSIA), evening) == at("2027-01-11 09:00")

    def test_a_company_may_open_on_holidays(self) -> None:
        kept = HolidaySet("RU", intervals=(Interval(600, 840),))
        day = state(hours(holidays=kept), at("2026-11-04 12:00"))
        assert (day.is_open, day.until) == (True, at("2026-11-04 14:00"))

    def test_an_unpublished_year_is_said(self) -> None:
        office = hours(holidays=RUSSIA)
        assert state(office, at("2045-03-01 12:00")).notes == ("unpublished year 2045",)
        assert state(office, at("2026-03-02 12:00")).notes == ()
        assert list(unpublished_years(office, date(2026, 1, 1), date(2026, 12, 31))) == []
        assert list(unpublished_years(office, date(2044, 12, 1), date(2045, 2, 1))) == [2044, 2045]

    def test_an_answer_that_reaches_into_an_unpublished_year_says_so(self) -> None:
        year = next(year for year in range(2027, 2100) if not RUSSIA.is_published(year))
        assert state(hours(holidays=RUSSIA), at(f"{year - 1}-12-31 20:00")).unpublished == year


class TestDaylightSaving:
    BERLIN = "Europe/Berlin"

    def test_a_time_that_does_not_exist_moves_forward_to_the_jump(self) -> None:
        night = hours(week(*[""] * 6, "02:30-04:00"), zone=self.BERLIN)
        opening = next_opening(night, at("2026-03-29 00:00", self.BERLIN))
        assert opening == at("2026-03-29 03:00", self.BERLIN)

    def test_an_interval_that_is_skipped_whole_does_not_open(self) -> None:
        night = hours(week(*[""] * 6, "02:10-02:50"), zone=self.BERLIN)
        opening = next_opening(night, at("2026-03-28 00:00", self.BERLIN))
        assert opening == at("2026-04-05 02:10", self.BERLIN)

    def test_a_repeated_hour_is_open_both_times(self) -> None:
        night = hours(week(*[""] * 6, "02:00-02:30"), zone=self.BERLIN)
        found = list(changes(night, at("2026-10-24 23:00", "UTC"), at("2026-10-26 00:00", "UTC")))
        assert [f"{moment:%H:%M}" for moment in found] == ["00:00", "00:30", "01:00", "01:30"]

    def test_a_night_across_the_change_keeps_its_local_times(self) -> None:
        night = hours(week(*["22:00-06:00"] * 7), zone=self.BERLIN)
        closing = next_closing(night, at("2026-03-28 22:00", self.BERLIN))
        assert closing == at("2026-03-29 06:00", self.BERLIN)


class TestOverrides:
    def override(self, kind: OverrideKind = OverrideKind.CLOSED, **more: object) -> Override:
        since = at("2026-11-23 10:00")
        return Override(kind, since, who="101", **more)  # type: ignore[arg-type]

    def test_stand_above_everything(self) -> None:
        closed = state(hours(), at("2026-11-23 12:00"), self.override())
        assert (closed.is_open, closed.reason) == (False, Reason.OVERRIDE)
        assert closed.override is not None and closed.override.who == "101"

    def test_hold_until_the_rules_next_open_or_close(self) -> None:
        override = self.override()
        assert override_end(hours(), override) == at("2026-11-23 18:00")
        after = state(hours(), at("2026-11-23 18:00"), override)
        assert (after.reason, after.until) == (Reason.WEEKLY, at("2026-11-24 09:00"))

    def test_hold_until_a_time(self) -> None:
        override = self.override(until=Until.TIME, ends_at=at("2026-11-23 15:00"))
        assert state(hours(), at("2026-11-23 14:59"), override).until == at("2026-11-23 15:00")
        assert state(hours(), at("2026-11-23 15:00"), override).is_open

    def test_hold_until_revoked(self) -> None:
        override = self.override(OverrideKind.OPEN, until=Until.REVOKED)
        assert state(hours(), at("2030-11-23 03:00"), override).is_open
        assert next_change(hours(), at("2030-11-23 03:00"), override) is None

    def test_do_not_hold_before_they_were_set(self) -> None:
        override = self.override()
        assert state(hours(), at("2026-11-23 09:59"), override).is_open
        assert next_change(hours(), at("2026-11-23 09:59"), override) == override.since

    def test_a_named_exception_brings_its_hours_every_day(self) -> None:
        office = hours(OFFICE, off("heat", date(2026, 7, 1), hours="07:00-12:00"))
        override = self.override(OverrideKind.EXCEPTION, exception="heat", until=Until.REVOKED)
        noon = state(office, at("2026-11-24 12:00"), override)
        assert (noon.is_open, noon.exception, noon.until) == (
            False,
            "heat",
            at("2026-11-25 07:00"),
        )
        assert state(office, at("2026-11-25 07:00"), override).is_open

    def test_the_name_of_an_exception_that_is_gone_changes_nothing(self) -> None:
        override = self.override(OverrideKind.EXCEPTION, exception="gone")
        assert state(hours(), at("2026-11-23 12:00"), override).reason is Reason.WEEKLY


ZONES = (
    "Europe/Moscow",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Beirut",  # clocks change at midnight
    "Australia/Lord_Howe",  # by half an hour
    "Pacific/Apia",  # skipped a date in 2011
    "Asia/Kathmandu",
    "UTC",
)


@st.composite
def intervals(draw: st.DrawFn) -> Intervals:
    edges = sorted(draw(st.sets(st.integers(0, 1439), max_size=5)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    found = [Interval(start, end) for start, end in pairs]
    if len(edges) % 2:  # the last one runs into the night
        found.append(Interval(edges[-1], draw(st.integers(edges[-1] + 1, edges[-1] + 1440))))
    return tuple(found)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Hours, datetime]:
    """Hours and a day in the midst of what makes them interesting."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(st.dates(date(2011, 12, 1), date(2027, 12, 1)) | st.sampled_from(CHANGES))
    exceptions = []
    for name in draw(st.sets(st.sampled_from("abc"))):
        first = day + timedelta(days=draw(st.integers(-3, 3)))
        last = first + timedelta(days=draw(st.integers(0, 3)))
        exceptions.append(DatedException(name, first, last, draw(intervals())))
    weekly = cast(Week, tuple(draw(intervals()) for _ in range(7)))
    holidays = draw(st.sampled_from([None, RUSSIA, HolidaySet("DE", intervals=(Interval(0, 60),))]))
    start = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Hours(zone, weekly, tuple(exceptions), holidays), start


#: Dates on which some of the zones change their clocks.
CHANGES = (
    date(2026, 3, 28),
    date(2026, 10, 24),
    date(2026, 3, 7),
    date(2018, 11, 3),
    date(2026, 4, 4),
    date(2011, 12, 29),
    date(2026, 2, 14),
)


def expected(hours: Hours, instant: datetime) -> tuple[bool, str | None]:
    """The contract, word by word: exception, holiday, weekly; yesterday's night runs on."""
    local = instant.astimezone(hours.tzinfo)
    minute = local.hour * 60 + local.minute
    today = hours.plan(local.date())
    if any(start <= minute < end for start, end in today.intervals):
        return True, today.exception
    yesterday = hours.plan(local.date() - timedelta(days=1))
    if any(start <= minute + 1440 < end for start, end in yesterday.intervals):
        return True, yesterday.exception
    return False, today.exception


@settings(max_examples=40, deadline=None)
@given(stories())
def test_state_and_next_change_agree_with_a_scan_of_every_minute(
    story: tuple[Hours, datetime],
) -> None:
    rules, start = story
    before = expected(rules, start)
    announced = next_change(rules, start)
    instant = start
    for _ in range(1440 + 720):
        instant += MINUTE
        now = expected(rules, instant)
        if now != before:
            assert announced == instant
            announced = next_change(rules, instant)
        before = now
    found = state(rules, instant)
    assert (found.is_open, found.exception) == before
    assert announced is None or announced > instant


def test_a_hundred_thousand_questions_are_cheap() -> None:
    office = hours(SHOP, off("move", date(2027, 3, 1)), holidays=RUSSIA)
    moments = [at("2026-11-23 00:00") + timedelta(minutes=53 * n) for n in range(10_000)]
    began = process_time()
    for moment in moments:
        state(office, moment)
    assert process_time() - began < 0.2 * 5  # 20 µs each, five times over for a busy machine
