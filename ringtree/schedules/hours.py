"""A company's working hours as data, and what they say of one date.

Precedence [see docs/schedules.md]: a dated exception, then the holiday set, then the weekly rule.
A manual override stands above all three and is no part of the hours: `schedules.override`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from zoneinfo import ZoneInfo

from ringtree.schedules.holidays import EVE_MINUTES, CalendarDay, DayKind, HolidaySet
from ringtree.schedules.interval import Intervals, joined, shortened
from ringtree.schedules.timeline import Timeline

Week = tuple[Intervals, Intervals, Intervals, Intervals, Intervals, Intervals, Intervals]


class Reason(StrEnum):
    """Which rule decided."""

    WEEKLY = "weekly"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"  # moved here from a weekend by decree
    WORKDAY = "workday"  # a weekend day worked by decree
    SHORTENED = "shortened"  # the day before a holiday
    EXCEPTION = "exception"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class DatedException:
    """Days that are not as usual: from `first` to `last`, both included. No intervals: closed."""

    name: str
    first: date
    last: date
    intervals: Intervals = ()

    def covers(self, day: date) -> bool:
        """Whether the exception rules on this date."""
        return self.first <= day <= self.last

    def overlaps(self, other: DatedException) -> bool:
        """Whether both claim some date."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The hours of one date and the rule they come from.

    `name` is the holiday's. `unpublished` is the year, if the date's official calendar is not
    out yet: the plan then holds the fixed holidays only.
    """

    intervals: Intervals
    reason: Reason = Reason.WEEKLY
    exception: str | None = None
    name: str | None = None
    unpublished: int | None = None


@dataclass(frozen=True)
class Hours:
    """Weekly rule (Monday first), exceptions and holidays, in an IANA zone. Pure and hashable."""

    zone: str
    weekly: Week
    exceptions: tuple[DatedException, ...] = ()
    holidays: HolidaySet | None = None
    #: What was worked out already; grows with use and is bounded.
    timeline: Timeline = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raises: ZoneInfoNotFoundError, ValueError: the zone is unknown."""
        object.__setattr__(self, "timeline", Timeline(self, ZoneInfo(self.zone)))

    @cached_property
    def tzinfo(self) -> ZoneInfo:
        """The zone, for datetimes."""
        return ZoneInfo(self.zone)

    def local(self, instant: datetime) -> datetime:
        """An instant as the clock on the company's wall shows it."""
        return instant.astimezone(self.tzinfo)

    def plan(self, day: date) -> DayPlan:
        """What the rules make of a date. Overnight hours belong to the date they start on."""
        for exception in self.exceptions:
            if exception.covers(day):
                return DayPlan(joined(exception.intervals), Reason.EXCEPTION, exception.name)
        if self.holidays is None:
            return DayPlan(joined(self.weekly[day.weekday()]))
        return self._official(day, self.holidays)

    def _official(self, day: date, holidays: HolidaySet) -> DayPlan:
        entry = holidays.day(day) or CalendarDay(DayKind.ORDINARY)
        unpublished = None if holidays.is_published(day.year) else day.year
        if entry.kind in (DayKind.HOLIDAY, DayKind.DAY_OFF):
            reason = Reason(entry.kind)
            return DayPlan(joined(holidays.intervals), reason, None, entry.name, unpublished)
        usual, reason = joined(self.weekly[day.weekday()]), Reason.WEEKLY
        if holidays.workdays and entry.works_like is not None:
            usual = joined(self.weekly[entry.works_like]) or usual
            reason = Reason.WORKDAY
        if holidays.shortened and entry.eve and usual:
            usual, reason = shortened(usual, EVE_MINUTES), Reason.SHORTENED
        return DayPlan(usual, reason, None, entry.name or None, unpublished)

    def exception(self, name: str) -> DatedException | None:
        """The first exception of that name."""
        return next((found for found in self.exceptions if found.name == name), None)

    def always(self, exception: DatedException) -> Hours:
        """Hours on which every day is like this exception: what an override by name means."""
        known = self._always.get(exception)
        if known is None:
            lasting = replace(exception, first=date.min, last=date.max)
            week = same_every_day(exception.intervals)
            known = self._always[exception] = Hours(self.zone, week, (lasting,))
        return known

    @cached_property
    def _always(self) -> dict[DatedException, Hours]:
        return {}

    @property
    def exception_names(self) -> tuple[str, ...]:
        """Each name once, in the order of the document: the exits of an hours node."""
        return tuple(dict.fromkeys(exception.name for exception in self.exceptions))

    def overlapping(self) -> Iterator[tuple[DatedException, DatedException]]:
        """Pairs of exceptions that claim the same date; the earlier listed one wins."""
        return (pair for pair in combinations(self.exceptions, 2) if pair[0].overlaps(pair[1]))


def same_every_day(intervals: Intervals) -> Week:
    """A week of seven equal days."""
    return (intervals,) * 7
