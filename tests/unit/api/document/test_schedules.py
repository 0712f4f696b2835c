"""A schedule's state and its words agree, with an override as well."""

from __future__ import annotations

from datetime import UTC, date, datetime

import ringtree.flows.nodes  # noqa: F401 - the example's node types
from ringtree.api.document.schedules import calendar_days, schedule_states
from ringtree.company import text
from ringtree.schedules.override import Override, OverrideKind
from tests.unit.api.panel import DAISY

HOURS = """
schedules:
  office:
    weekly: {"monday..friday": ["09:00-18:00"]}
"""
COMPANY = text.load(DAISY + HOURS)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
NOON = datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_open_hours_need_no_reason() -> None:
    (one,) = schedule_states(COMPANY, NOON)
    assert one["is_open"]
    assert one["spoken"]["ru"]["why"] == ""
    assert one["override"] is None
    assert one["until"] == "2026-11-25T15:00:00+00:00"
    assert "nine" in one["spoken"]["en"]["hours"]
    assert "девяти" in one["spoken"]["ru"]["hours"]


def test_an_override_rules() -> None:
    closed = Override(OverrideKind.CLOSED, since=NOON)
    (one,) = schedule_states(COMPANY, NOON, lambda _: closed)
    assert not one["is_open"]
    assert one["override"] is not None


def test_each_day_of_a_calendar_has_its_hours_and_its_reason() -> None:
    company = text.load(
        DAISY
        + HOURS
        + """    exceptions: [{name: counting, date: 2025-12-30, hours: "10:00-12:00"}]
    holidays: {country: RU}
"""
    )
    days = {d["date"]: d for d in calendar_days(company, "office", *YEAR)}
    assert len(days) == 365

    def told(day: str) -> tuple[list[str], str]:
        return days[day]["hours"], days[day]["reason"]

    assert told("2025-11-01") == (["09:00-17:00"], "shortened")  # a Saturday that was moved
    assert told("2025-11-03") == ([], "day_off")
    assert told("2025-11-04") == ([], "holiday")
    assert told("2025-11-05") == (["09:00-18:00"], "weekly")
    assert told("2025-11-08") == ([], "weekly")
    assert told("2025-12-30") == (["10:00-12:00"], "exception")
    assert days["2025-12-30"]["exception"] == "counting"
    assert days["2025-11-04"]["holiday"] == "День народного единства"
    assert not days["2025-11-04"]["unpublished"]


def test_a_year_without_its_decree_says_so() -> None:
    company = text.load(DAISY + HOURS + "    holidays: {country: RU}\n")
    (day,) = calendar_days(company, "office", date(2150, 1, 1), date(2150, 1, 1))
    assert day["unpublished"]
