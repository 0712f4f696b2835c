"""Official calendars: holidays, days off and working days that were moved, shortened days.

The dates come from the `holidays` package, which carries for Russia the government's decrees on
moved days off (2025: No. 1335 of 4 October 2024; 2026: No. 1466 of 24 September 2025). What
it lacks is derived here from the Labour Code: the day before a holiday is an hour shorter
[Labour Code of the Russian Federation, art. 95], and a day off that was exchanged for a working
day passes its length on with it, so that Saturday, 1 November 2025 was short instead of Monday
the 3rd.

A year without its decree has its fixed holidays and nothing else. Who asks is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

import holidays as library

from ringtree.explained import Explained
from ringtree.schedules.interval import Intervals

EVE_MINUTES = 60  # Labour Code art. 95: the day before a holiday is one hour shorter
#: Countries whose law shortens the day before a holiday.
SHORTENING = frozenset({"RU"})


class UnknownCountry(Explained):
    """No official calendar for this country, or for this part of it."""

    def __init__(self, country: str, subdivision: str | None, known: tuple[str, ...]) -> None:
        listed = ", ".join(known)
        if subdivision is None:
            super().__init__(
                f"there is no holiday calendar of {country!r}; expected an ISO 3166 code such as"
                " RU or DE",
                f"для «{country}» нет календаря праздников; нужен код ISO 3166, такой как RU или"
                " DE",
            )
        else:
            super().__init__(
                f"{country} has no part {subdivision!r}; "
                + (f"only {listed}" if known else "it has none"),
                f"у {country} нет части «{subdivision}»; "
                + (f"есть только {listed}" if known else "частей нет"),
            )
        self.country = country
        self.subdivision = subdivision
        self.known = known


class DayKind(StrEnum):
    """What the official calendar makes of a date."""

    HOLIDAY = "holiday"
    DAY_OFF = "day_off"  # moved here from a weekend
    WORKDAY = "workday"  # a weekend day worked in exchange for a day off
    ORDINARY = "ordinary"  # in the calendar only because it is shortened


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date of an official calendar that is not like every other.

    `works_like` is the weekday (Monday is 0) a moved working day takes the place of; `eve` says
    that law makes the day an hour shorter. `name` is in the country's language.
    """

    kind: DayKind
    name: str = ""
    works_like: int | None = None
    eve: bool = False


@dataclass(frozen=True, slots=True)
class HolidaySet:
    """A country's holidays and how a company keeps them.

    `intervals` are the hours on a holiday or moved day off: none means closed. With `shortened`
    the day before a holiday ends an hour early; with `workdays` moved working days are worked.
    """

    country: str
    subdivision: str | None = None
    intervals: Intervals = ()
    shortened: bool = False
    workdays: bool = True

    def day(self, day: date) -> CalendarDay | None:
        """What the calendar makes of a date; None: nothing."""
        return calendar(self.country, self.subdivision, day.year).get(day)

    def is_published(self, year: int) -> bool:
        """Whether the official calendar of the year is known."""
        return is_published(self.country, self.subdivision, year)


def check_country(country: str, subdivision: str | None = None) -> None:
    """Refuse what has no calendar.

    Raises:
        UnknownCountry: with the countries, or the country's parts, that have one.
    """
    supported = library.list_supported_countries(include_aliases=False)
    if country not in supported:
        raise UnknownCountry(country, None, tuple(sorted(supported)))
    if subdivision is not None and subdivision not in supported[country]:
        raise UnknownCountry(country, subdivision, tuple(supported[country]))


@lru_cache(maxsize=256)
def is_published(country: str, subdivision: str | None, year: int) -> bool:
    """Whether the calendar of a year is official: decreed where it takes a decree, not estimated.

    Dates that follow the moon are estimates until they are announced.
    """
    source = _load(country, subdivision, year)
    decreed = {at for at, _, _ in _moves(source)}
    if decreed and year > max(decreed):
        return False
    if not source.start_year <= year <= source.end_year:
        return False
    return not any(_is_estimate(source, name) for name in source.values())


def moves_workdays(country: str) -> bool:
    """Whether the country ever makes weekend days working days by decree."""
    return any(True for _ in _moves(_load(country, None, 2025)))


@lru_cache(maxsize=256)
def calendar(country: str, subdivision: str | None, year: int) -> Mapping[date, CalendarDay]:
    """Every date of the year that differs from its weekday. Estimated dates are left out."""
    days = _closed_days(country, subdivision, year)
    days.update(_workdays(country, subdivision, year))
    for eve in _eves(country, subdivision, year, days):
        before = days.get(eve, CalendarDay(DayKind.ORDINARY))
        days[eve] = CalendarDay(before.kind, before.name, before.works_like, eve=True)
    return days


def _closed_days(country: str, subdivision: str | None, year: int) -> dict[date, CalendarDay]:
    source = _load(country, subdivision, year)
    fixed = _load(country, subdivision, year, observed=False)
    moved = {off for _, off, _ in _moves(source)}
    return {
        day: CalendarDay(
            DayKind.DAY_OFF if day in moved or day not in fixed else DayKind.HOLIDAY, name
        )
        for day, name in source.items()
        if day.year == year and not _is_estimate(source, name)
    }


def _workdays(country: str, subdivision: str | None, year: int) -> dict[date, CalendarDay]:
    """Weekend days worked in exchange; the decree may stand in the next year's table."""
    days: dict[date, CalendarDay] = {}
    for at in (year, year + 1):
        source = _load(country, subdivision, at)
        for _, off, worked in _moves(source):
            if worked in source.weekend_workdays and worked.year == year:
                days[worked] = CalendarDay(DayKind.WORKDAY, works_like=off.weekday())
    return days


def _eves(
    country: str, subdivision: str | None, year: int, days: Mapping[date, CalendarDay]
) -> Iterator[date]:
    """Days that are an hour shorter: before a holiday, or exchanged for such a day."""
    following = _closed_days(country, subdivision, year + 1)
    exchanged = {
        off: worked
        for at in (year, year + 1)
        for _, off, worked in _moves(_load(country, subdivision, at))
        if worked in days and days[worked].kind is DayKind.WORKDAY
    }
    for day, entry in {**days, **following}.items():
        if entry.kind is not DayKind.HOLIDAY:
            continue
        eve = day - timedelta(days=1)
        eve = exchanged.get(eve, eve)
        if eve.year == year and not _is_closed(days.get(eve)):
            yield eve


def _is_closed(entry: CalendarDay | None) -> bool:
    return entry is not None and entry.kind in (DayKind.HOLIDAY, DayKind.DAY_OFF)


@lru_cache(maxsize=256)
def _load(country: str, subdivision: str | None, year: int, *, observed: bool = True) -> Any:
    # The package would otherwise name the days in the language of whoever started the process.
    language = library.country_holidays(country).default_language
    return library.country_holidays(
        country, subdiv=subdivision, years=year, observed=observed, language=language
    )


def _moves(source: Any) -> Iterator[tuple[int, date, date]]:
    """Decreed moves as (year of the decree, day off, day it was taken from)."""
    for year, entries in getattr(source, "special_public_holidays", {}).items():
        for entry in entries if isinstance(entries[0], tuple) else (entries,):
            if len(entry) >= 4:
                month, day, from_month, from_day, *from_year = entry
                worked = date(from_year[0] if from_year else year, from_month, from_day)
                yield year, date(year, month, day), worked


def _is_estimate(source: Any, name: str) -> bool:
    label = getattr(source, "estimated_label", None)
    return label is not None and source.tr(label).replace("%s", "").strip() in name
