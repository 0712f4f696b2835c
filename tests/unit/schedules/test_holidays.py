"""Official calendars against the decrees, written down from them by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from ringtree.schedules.holidays import (
    DayKind,
    HolidaySet,
    UnknownCountry,
    calendar,
    check_country,
    is_published,
    moves_workdays,
)


def days(year: int, text: str) -> set[date]:
    """`days(2025, "1-8.1 23.2")`: days and ranges of days, with their months."""
    found = set()
    for part in text.split():
        span, month = part.split(".")
        first, _, last = span.partition("-")
        found |= {date(year, int(month), day) for day in range(int(first), int(last or first) + 1)}
    return found


#: Labour Code of the Russian Federation, art. 112.
STATUTORY = "1-8.1 23.2 8.3 1.5 9.5 12.6 4.11"
#: Government decree No. 1335 of 4 October 2024, on 2025; decree No. 1466 of 24 September 2025, on
#: 2026, and, in 2026, the automatic moves of art. 112 from 8 March and 9 May (Sunday, Saturday).
DAYS_OFF = {2025: "2.5 8.5 13.6 3.11 31.12", 2026: "9.1 9.3 11.5 31.12"}
WORKDAYS = {2025: "1.11", 2026: ""}
#: Of a week from Monday to Friday, moved working days included.
SHORT = {2025: "7.3 30.4 11.6 1.11", 2026: "30.4 8.5 11.6 3.11"}
#: Working days of a week of five days, by month.
WORKED = {
    2025: [17, 20, 21, 22, 18, 19, 23, 21, 22, 23, 19, 22],
    2026: [15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22],
}


def found(year: int, kind: DayKind) -> set[date]:
    return {day for day, entry in calendar("RU", None, year).items() if entry.kind is kind}


def works(day: date) -> bool:
    entry = calendar("RU", None, day.year).get(day)
    if entry is None or entry.kind is DayKind.ORDINARY:
        return day.weekday() < 5
    return entry.kind is DayKind.WORKDAY


def year_of(year: int) -> Iterator[date]:
    return (date(year, 1, 1) + timedelta(days=n) for n in range(365))


@pytest.mark.parametrize("year", [2025, 2026])
class TestTheRussianProductionCalendar:
    def test_has_the_holidays_of_the_labour_code(self, year: int) -> None:
        assert found(year, DayKind.HOLIDAY) == days(year, STATUTORY)

    def test_has_the_days_off_that_were_moved(self, year: int) -> None:
        assert found(year, DayKind.DAY_OFF) == days(year, DAYS_OFF[year])

    def test_has_the_saturdays_that_are_worked(self, year: int) -> None:
        assert found(year, DayKind.WORKDAY) == days(year, WORKDAYS[year])

    def test_shortens_the_days_before_holidays(self, year: int) -> None:
        entries = calendar("RU", None, year)
        short = {day for day, entry in entries.items() if entry.eve and works(day)}
        assert short == days(year, SHORT[year])

    def test_has_as_many_working_days_each_month_as_officially_counted(self, year: int) -> None:
        worked = [day.month for day in year_of(year) if works(day)]
        assert [worked.count(month) for month in range(1, 13)] == WORKED[year]


def test_a_moved_working_saturday_is_worked_like_the_day_it_is_exchanged_for() -> None:
    assert calendar("RU", None, 2025)[date(2025, 11, 1)].works_like == 0
    assert calendar("RU", None, 2024)[date(2024, 11, 2)].works_like == 1  # for Tuesday, 30 April


def test_a_year_without_its_decree_has_the_fixed_holidays_and_is_not_published() -> None:
    assert is_published("RU", None, 2026)
    assert not is_published("RU", None, 2090)
    assert found(2090, DayKind.HOLIDAY) == days(2090, STATUTORY)
    assert found(2090, DayKind.DAY_OFF) == set()


def test_countries_without_decrees_are_published_for_ever() -> None:
    assert is_published("DE", None, 2090)
    assert not moves_workdays("DE")
    assert moves_workdays("RU")


def test_dates_that_are_only_estimated_are_left_out_and_said() -> None:
    assert not is_published("EG", None, 2040)
    assert not any("estimated" in entry.name for entry in calendar("EG", None, 2040).values())


def test_a_part_of_a_country_has_its_own_holidays() -> None:
    bavaria = HolidaySet("DE", "BY").day(date(2026, 1, 6))
    assert bavaria is not None and bavaria.kind is DayKind.HOLIDAY
    assert HolidaySet("DE").day(date(2026, 1, 6)) is None


def test_unknown_countries_and_parts_are_refused() -> None:
    check_country("DE", "BY")
    with pytest.raises(UnknownCountry, match="no holiday calendar of 'XX'; expected an ISO"):
        check_country("XX")
    with pytest.raises(UnknownCountry, match="DE has no part 'XX'; only BB, BE"):
        check_country("DE", "XX")
