"""OpenStreetMap's opening-hours text, as far as it says what our hours can mean.

Understood: weekdays, intervals, `off`, `24/7`, `PH` and full dates with a year, in this order:
weekdays, then PH, then dates, because of two rules the later one wins there. Whatever else the
language can say (sunset, weeks, months, n-th weekdays, `+`, `||`) is refused by name, and so is
what our hours mean and the language has no word for.
https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import cast

from ringtree.schedules.holidays import HolidaySet, check_country, moves_workdays
from ringtree.schedules.hours import DatedException, Hours, Week
from ringtree.schedules.interval import (
    WHOLE_DAY,
    IntervalError,
    Intervals,
    parse_intervals,
)
from ringtree.schedules.speech.shape import Days, runs

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_DATE = rf"(\d{{4}}) ({'|'.join(_MONTHS)}) (\d{{1,2}})"
_DATES = re.compile(rf"{_DATE}(?:\s*-\s*(?:{_DATE}|(\d{{1,2}})))?(?=\s|$|:)")
_COMMENT = re.compile(r'\s*"([^"]*)"\s*$')
_SELECTOR = re.compile(
    r"((?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:[-,\s]+(?:Mo|Tu|We|Th|Fr|Sa|Su|PH))*)(?=\s|$)"
)
_RULE_SEPARATOR = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_LATE_END = re.compile(r"-\s*(2[5-9]|3\d|4[0-8]):(\d\d)")

_REFUSED = (
    (re.compile(r"\|\|"), "alternatives (||)"),
    (re.compile(r"sunrise|sunset|dawn|dusk"), "times of the sun"),
    (re.compile(r"\[[-\d]"), "n-th weekdays of a month"),
    (re.compile(r"\bweek\b"), "weeks of the year"),
    (re.compile(r"\bSH\b"), "school holidays"),
    (re.compile(r"\beaster\b"), "dates relative to Easter"),
    (re.compile(r"\bunknown\b"), "unknown hours"),
    (re.compile(r"\d\+"), "open ends (+)"),
    (re.compile(rf"^(?:{'|'.join(_MONTHS)})"), "dates without a year"),
    (re.compile(r"\d,\s*(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"), "additional rules after a comma"),
)


class NotMappable(ValueError):
    """Text, or hours, that the other side has no words for."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(f"{where!r}: {what}" if where else what)
        self.what = what
        self.where = where


class _Order(IntEnum):
    """Later rules win, so they must come in this order to mean what ours mean."""

    WEEKDAYS = 1
    HOLIDAYS = 2
    DATES = 3


@dataclass(slots=True)
class _Reading:
    """What was understood so far."""

    week: list[Intervals] = field(default_factory=lambda: [()] * 7)
    holidays: Intervals | None = None
    exceptions: list[DatedException] = field(default_factory=list)
    reached: _Order = _Order.WEEKDAYS

    def reach(self, order: _Order, rule: str) -> None:
        if order < self.reached:
            raise NotMappable("must come before: weekdays first, then PH, then dates", rule)
        self.reached = order


def parse(text: str, zone: str, country: str | None = None) -> Hours:
    """Read opening-hours text; PH are the public holidays of `country` (ISO 3166).

    Raises:
        NotMappable: a rule that our hours cannot mean, or that is no opening-hours text.
        UnknownCountry: there is no holiday calendar of the country.
    """
    reading = _Reading()
    for rule in filter(None, map(str.strip, _RULE_SEPARATOR.split(text))):
        _refuse_foreign(rule)
        _read_rule(rule, reading)
    holidays = None
    if reading.holidays is not None:
        if country is None:
            raise NotMappable("PH needs a country whose public holidays are meant", text)
        check_country(country)
        holidays = HolidaySet(country, intervals=reading.holidays, workdays=False)
    week = cast(Week, tuple(reading.week))
    return Hours(zone, week, tuple(reversed(reading.exceptions)), holidays)


def _refuse_foreign(rule: str) -> None:
    bare = _COMMENT.sub("", rule)
    for pattern, what in _REFUSED:
        if pattern.search(bare):
            raise NotMappable(f"{what} cannot be imported", rule)


def _read_rule(rule: str, reading: _Reading) -> None:
    comment = _COMMENT.search(rule)
    rest = rule[: comment.start()] if comment else rule
    dates = _DATES.match(rest)
    if dates:
        reading.reach(_Order.DATES, rule)
        first, last = _dates(dates, rule)
        name = comment[1] if comment and comment[1].strip() else first.isoformat()
        times = _times(rest[dates.end() :].lstrip(" :"), rule)
        reading.exceptions.append(DatedException(name, first, last, times))
        return
    if comment:
        raise NotMappable("a comment can only be kept as the name of a dated rule", rule)
    selector = _SELECTOR.match(rest)
    times = _times(rest[selector.end() :].strip() if selector else rest, rule)
    _assign(selector[1] if selector else "Mo-Su", times, rule, reading)


def _assign(selector: str, times: Intervals, rule: str, reading: _Reading) -> None:
    words = [word.strip() for word in selector.split(",")]
    if any(word != "PH" for word in words):
        reading.reach(_Order.WEEKDAYS, rule)
    for word in words:
        if word == "PH":
            reading.reach(_Order.HOLIDAYS, rule)
            reading.holidays = times
        else:
            for day in _weekdays(word, rule):
                reading.week[day] = times


def _weekdays(word: str, rule: str) -> Iterator[int]:
    first, dash, last = (part.strip() for part in word.partition("-"))
    if first not in _DAYS or (dash and last not in _DAYS):
        raise NotMappable(f"{word!r} is no weekday or range of them", rule)
    start = _DAYS.index(first)
    length = (_DAYS.index(last) - start) % 7 if dash else 0
    return ((start + step) % 7 for step in range(length + 1))


def _times(text: str, rule: str) -> Intervals:
    if text in ("off", "closed"):
        return ()
    if text == "24/7":
        return (WHOLE_DAY,)
    if not text:
        raise NotMappable("says no hours", rule)
    try:
        return parse_intervals(_LATE_END.sub(_wrapped, part) for part in text.split(","))
    except IntervalError as error:
        raise NotMappable(f"{error}", rule) from None


def _wrapped(found: re.Match[str]) -> str:
    """An end after 24:00 as the next day's time: 26:00 is 02:00."""
    return f"-{int(found[1]) - 24:02}:{found[2]}"


def _dates(found: re.Match[str], rule: str) -> tuple[date, date]:
    first = _date(found[1], found[2], found[3], rule)
    last = first
    if found[4]:
        last = _date(found[4], found[5], found[6], rule)
    elif found[7]:
        last = _date(found[1], found[2], found[7], rule)
    if last < first:
        raise NotMappable("ends before it begins", rule)
    return first, last


def _date(year: str, month: str, day: str, rule: str) -> date:
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        raise NotMappable(f"there is no {year} {month} {day}", rule) from None


def write(hours: Hours) -> str:
    """The hours as opening-hours text; `parse` reads the same hours from it.

    Raises:
        NotMappable: the hours keep shortened days or moved working days, a part of a country, or
            an exception is named with quotation marks.
    """
    rules = [*_written_week(hours.weekly)]
    if hours.holidays is not None:
        rules.append(_written_holidays(hours.holidays))
    rules += [_written_exception(exception) for exception in reversed(hours.exceptions)]
    return "; ".join(rules) if rules else "off"


def _written_week(week: Week) -> Iterator[str]:
    if week == ((WHOLE_DAY,),) * 7:
        yield "24/7"
        return
    by_hours: dict[Intervals, list[int]] = {}
    for day, intervals in enumerate(week):
        by_hours.setdefault(intervals, []).append(day)
    for intervals, days in by_hours.items():
        if intervals:
            yield f"{_written_days(tuple(days))} {_written_times(intervals)}"


def _written_days(days: Days) -> str:
    if len(days) == 7:
        return "Mo-Su"
    return ",".join(
        _DAYS[run[0]] if len(run) == 1 else f"{_DAYS[run[0]]}-{_DAYS[run[-1]]}"
        for run in runs(days)
    )


def _written_times(intervals: Intervals) -> str:
    return ",".join(map(str, intervals)) if intervals else "off"


def _written_holidays(kept: HolidaySet) -> str:
    if kept.shortened:
        raise NotMappable("shortened days before holidays have no word in OSM")
    if kept.workdays and moves_workdays(kept.country):
        raise NotMappable("working days moved to a weekend have no word in OSM")
    if kept.subdivision is not None:
        raise NotMappable("holidays of a part of a country have no word in OSM")
    return f"PH {_written_times(kept.intervals)}"


def _written_exception(entry: DatedException) -> str:
    if '"' in entry.name:
        raise NotMappable("a name with quotation marks cannot be a comment", entry.name)
    span = _written_date(entry.first)
    if entry.last != entry.first:
        span += f"-{_written_date(entry.last)}"
    return f'{span} {_written_times(entry.intervals)} "{entry.name}"'


def _written_date(day: date) -> str:
    return f"{day.year} {_MONTHS[day.month - 1]} {day.day:02}"
