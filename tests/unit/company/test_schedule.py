"""Schedules as a document writes them, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.prompt import spoken
from ringtree.company.schedule import Schedule, written_hours
from ringtree.schedules.holidays import HolidaySet
from ringtree.schedules.hours import Hours
from ringtree.schedules.interval import Interval

OFFICE: dict[str, Any] = {
    "name": "office",
    "weekly": {"monday..friday": ["09:00-13:00", "14:00-18:00"], "saturday": "10:00-15:00"},
    "exceptions": [
        {"name": "count", "date": "2026-03-31", "closed": True, "greeting": "We are counting."},
        {"name": "summer", "from": "2026-07-01", "to": "2026-08-31", "hours": "10:00-16:00"},
    ],
    "holidays": "RU",
}


def schedule(**changes: Any) -> Schedule:
    return Schedule.model_validate({"name": "office", **changes})


class TestReading:
    def test_gives_the_hours_that_the_text_means(self) -> None:
        hours = Schedule.model_validate(OFFICE).hours("Europe/Moscow")
        workday = (Interval(540, 780), Interval(840, 1080))
        assert hours.zone == "Europe/Moscow"
        assert hours.weekly == (*[workday] * 5, (Interval(600, 900),), ())
        assert [(e.name, e.first, e.last) for e in hours.exceptions] == [
            ("count", date(2026, 3, 31), date(2026, 3, 31)),
            ("summer", date(2026, 7, 1), date(2026, 8, 31)),
        ]
        assert hours.exceptions[1].intervals == (Interval(600, 960),)
        assert hours.holidays == HolidaySet("RU", shortened=True)

    def test_a_zone_of_its_own_comes_before_the_companys(self) -> None:
        assert schedule(timezone="Asia/Tokyo").hours("Europe/Moscow").zone == "Asia/Tokyo"

    def test_the_same_hours_are_the_same_object_which_remembers(self) -> None:
        office = Schedule.model_validate(OFFICE)
        assert office.hours("Europe/Moscow") is office.hours("Europe/Moscow")
        assert office.hours("Europe/Berlin") is not office.hours("Europe/Moscow")
        assert office == Schedule.model_validate(OFFICE)

    def test_weekdays_may_be_listed_and_run_over_sunday(self) -> None:
        weekly = {"saturday..monday, Wednesday": "10:00-12:00"}
        week = schedule(weekly=weekly).hours("UTC").weekly
        assert [bool(day) for day in week] == [True, False, True, False, False, True, True]

    def test_days_are_shortened_where_the_law_says_so_or_the_company(self) -> None:
        def shortened(holidays: Any) -> bool:
            rule = schedule(holidays=holidays).hours("UTC").holidays
            assert rule is not None
            return rule.shortened

        assert shortened("RU")
        assert not shortened({"country": "RU", "shortened": False})
        assert not shortened("DE")
        assert shortened({"country": "DE", "shortened": True})

    def test_a_greeting_is_found_by_the_exceptions_name(self) -> None:
        office = Schedule.model_validate(OFFICE)
        assert office.greeting("count") == spoken("We are counting.")
        assert office.greeting("summer") is None
        assert office.exception_names == ("count", "summer")


class TestWriting:
    def test_a_schedule_is_written_as_it_was_read(self) -> None:
        office = Schedule.model_validate(OFFICE)
        written = office.model_dump(mode="json", exclude_unset=True)
        assert written["exceptions"][1]["from"] == "2026-07-01"
        assert written["exceptions"][0]["date"] == "2026-03-31"
        assert Schedule.model_validate({"name": "office", **written}) == office

    def test_hours_from_elsewhere_become_a_schedule_that_means_them(self) -> None:
        hours: Hours = Schedule.model_validate(OFFICE).hours("Europe/Moscow")
        assert Schedule.of("imported", hours).hours("UTC") == hours
        assert written_hours(hours)["weekly"] == {
            "monday..friday": ["09:00-13:00", "14:00-18:00"],
            "saturday": ["10:00-15:00"],
        }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"weekly": {"munday": "09:00-10:00"}},
            "'munday' in 'munday' is no weekday, only: monday, tuesday",
        ),
        ({"weekly": {"monday..": "09:00-10:00"}}, "is no weekday"),
        ({"weekly": {"monday": "9-10"}}, "expected two times"),
        ({"weekly": {"monday": ["09:00-12:00", "11:00-13:00"]}}, "overlap"),
        (
            {"weekly": {"monday..friday": "09:00-10:00", "friday": []}},
            "friday is in both 'monday..friday' and 'friday'",
        ),
        ({"timezone": "Europe/Moskow"}, "not an IANA zone.*did you mean 'Europe/Moscow'"),
        ({"timezone": "../etc/passwd"}, "not an IANA zone"),
        ({"holidays": "Russia"}, "no holiday calendar of 'Russia'"),
        ({"holidays": {"country": "DE", "subdivision": "XX"}}, "DE has no part 'XX'"),
        ({"exceptions": [{"name": "a", "closed": True}]}, "either a date, or both from and to"),
        (
            {"exceptions": [{"name": "a", "from": "2026-01-01", "closed": True}]},
            "needs both from and to",
        ),
        (
            {"exceptions": [{"name": "a", "date": "2026-01-01", "to": "2026-01-02"}]},
            "either a date, or both from and to",
        ),
        (
            {"exceptions": [{"name": "a", "from": "2026-02-01", "to": "2026-01-01"}]},
            "must end on or after its first day",
        ),
        ({"exceptions": [{"name": "a", "date": "2026-01-01"}]}, "either closed: true or hours"),
        (
            {"exceptions": [{"name": "a", "date": "2026-01-01", "hours": []}]},
            "either closed: true or hours",
        ),
        (
            {
                "exceptions": [
                    {"name": "a", "date": "2026-01-01", "closed": True, "hours": "10:00-11:00"}
                ]
            },
            "either closed: true or hours",
        ),
        ({"exceptions": [{"name": "open", "date": "2026-01-01"}]}, "an exit of every schedule"),
        ({"exceptions": [{"name": "a", "date": "2026-13-01"}]}, "date"),
        ({"hours": "09:00-18:00"}, "Extra inputs are not permitted"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        schedule(**changes)
