"""What there is to say of the days ahead, before any language: the next opening, today, changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto

from ringtree.schedules.hours import DayPlan, Hours, Reason
from ringtree.schedules.interval import Intervals, joined
from ringtree.schedules.override import Override
from ringtree.schedules.state import next_opening, state

WINDOW = 7  # days that an announcement speaks for
_FARTHEST = 400  # days a run of changed days is followed
_DATED = 7  # from how many days ahead on a weekday alone would mislead
_HOLIDAYS = (Reason.HOLIDAY, Reason.DAY_OFF)


class Why(Enum):
    """Why nobody answers, as a caller would put it."""

    OPEN = auto()
    OVERRIDE = auto()
    EXCEPTION = auto()
    HOLIDAY = auto()
    DAY_OFF = auto()
    BEFORE = auto()
    BREAK = auto()
    AFTER = auto()
    AFTER_SHORT_DAY = auto()


@dataclass(frozen=True, slots=True)
class Opening:
    """The next opening: local time, and how it is best told.

    `days` counts midnights from now, `holidays` the holidays and moved days off in between. Not
    `certain`: some of them are of a year whose calendar is not published, so no date is told.
    """

    local: datetime
    days: int
    holidays: int
    certain: bool

    @property
    def minute(self) -> int:
        """Minute of the day."""
        return self.local.hour * 60 + self.local.minute

    @property
    def dated(self) -> bool:
        """Whether the date must be told."""
        return self.days >= _DATED or self.holidays > 0


@dataclass(frozen=True, slots=True)
class Change:
    """Dates in a row with the same hours, other than their weekdays'. No intervals: closed."""

    first: date
    last: date
    intervals: Intervals


@dataclass(frozen=True, slots=True)
class Ahead:
    """The days from `first` on that are not as the week says; speaks for `WINDOW` days."""

    first: date
    changes: tuple[Change, ...]

    def change(self, day: date) -> Change | None:
        """The change that covers a date."""
        return next((c for c in self.changes if c.first <= day <= c.last), None)


def opening(hours: Hours, instant: datetime, override: Override | None = None) -> Opening | None:
    """The next opening and how to tell it; None: there is none, or nobody knows when."""
    found = next_opening(hours, instant, override)
    if found is None:
        return None
    now, local = hours.local(instant), hours.local(found)
    days = (local.date() - now.date()).days
    skipped = [hours.plan(now.date() + timedelta(n)) for n in range(min(days, _FARTHEST))]
    holidays = sum(plan.reason in _HOLIDAYS for plan in skipped[1:])
    unknown = any(plan.unpublished for plan in (*skipped, hours.plan(local.date())))
    return Opening(local, days, holidays, certain=not (holidays and unknown))


def moment(hours: Hours, instant: datetime, at: datetime) -> Opening:
    """Any later moment, to be told as an opening is; no holidays are counted."""
    now, local = hours.local(instant), hours.local(at)
    return Opening(local, (local.date() - now.date()).days, holidays=0, certain=True)


def why(hours: Hours, instant: datetime, override: Override | None = None) -> Why:
    """Why it is closed, if it is."""
    now = state(hours, instant, override)
    if now.is_open:
        return Why.OPEN
    if now.reason is Reason.OVERRIDE:
        return Why.OVERRIDE
    local = hours.local(instant)
    plan = hours.plan(local.date())
    if not plan.intervals:
        return _why_all_day(plan)
    minute = local.hour * 60 + local.minute
    if minute < plan.intervals[0].start:
        return Why.BEFORE
    if minute < plan.intervals[-1].start:
        return Why.BREAK
    return Why.AFTER_SHORT_DAY if plan.reason is Reason.SHORTENED else Why.AFTER


def _why_all_day(plan: DayPlan) -> Why:
    if plan.reason is Reason.EXCEPTION:
        return Why.EXCEPTION
    return Why.HOLIDAY if plan.reason is Reason.HOLIDAY else Why.DAY_OFF


def ahead(hours: Hours, instant: datetime) -> Ahead:
    """The coming days that are not as the week says."""
    first = hours.local(instant).date()
    return Ahead(first, tuple(_changes(hours, first)))


def _changes(hours: Hours, first: date) -> Iterator[Change]:
    day, end = first, first + timedelta(days=WINDOW)
    while day < end:
        last = day
        if _differs(hours, day):
            last = _run(hours, day)
            yield Change(day, last, hours.plan(day).intervals)
        day = last + timedelta(days=1)


def _differs(hours: Hours, day: date) -> bool:
    return hours.plan(day).intervals != joined(hours.weekly[day.weekday()])


def _run(hours: Hours, first: date) -> date:
    """The last date of the run. Closed days take the closed days after them along."""
    intervals = hours.plan(first).intervals
    last = first
    for _ in range(_FARTHEST):
        day = last + timedelta(days=1)
        plan = hours.plan(day)
        if plan.intervals != intervals or (intervals and not _differs(hours, day)):
            break
        if plan.unpublished is not None and plan.reason is not Reason.HOLIDAY:
            break  # a decree may still change this day
        last = day
    return last
