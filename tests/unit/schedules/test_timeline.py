"""The timeline looks only where something can change, and stays small."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from time import process_time

from ringtree.schedules.hours import DayPlan, Reason
from ringtree.schedules.state import next_change, next_opening, state
from ringtree.schedules.timeline import Stretch
from tests.unit.schedules.worlds import OFFICE, RUSSIA, at, hours, off, week

NOW = at("2026-11-23 12:00")


def test_stretches_differ_for_a_caller_by_open_and_exception_alone() -> None:
    weekly = Stretch(False, DayPlan(()))
    assert not weekly.leads_elsewhere(Stretch(False, DayPlan((), Reason.HOLIDAY)))
    assert weekly.leads_elsewhere(Stretch(True, DayPlan(())))
    assert weekly.leads_elsewhere(Stretch(False, DayPlan((), Reason.EXCEPTION, "x")))


def test_an_exception_centuries_away_is_found_without_walking_there() -> None:
    company = hours(week(), off("a", date(2300, 1, 1)), off("b", date(2900, 1, 1)), holidays=RUSSIA)
    began = process_time()
    assert next_change(company, NOW) == at("2300-01-01 00:00")
    assert next_change(company, at("2301-01-01 00:00")) == at("2900-01-01 00:00")
    assert process_time() - began < 2


def test_an_exception_that_lasts_years_is_seen_to_its_end() -> None:
    company = hours(OFFICE, off("war", date(2026, 1, 1), date(2031, 12, 31)))
    assert next_opening(company, NOW) == at("2032-01-01 09:00")


def test_holidays_alone_never_open_a_closed_company() -> None:
    assert next_opening(hours(week(), holidays=RUSSIA), NOW) is None


def test_the_end_of_the_calendar_is_no_accident() -> None:
    assert next_change(hours(week()), datetime(9990, 1, 1, tzinfo=UTC)) is None


def test_twenty_years_of_questions_are_answered_and_forgotten() -> None:
    company = hours(OFFICE)
    for day in range(0, 20 * 365, 3):
        now = NOW + timedelta(days=day)
        assert state(company, now).is_open == (now.weekday() < 5)
    assert len(company.timeline._chunks) <= 1600
