"""Hours in English, as a receptionist would say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from num2words import num2words

from ringtree.schedules.interval import DAY, WHOLE_DAY, Interval, Intervals
from ringtree.schedules.speech.ahead import Ahead, Change, Opening, Why
from ringtree.schedules.speech.shape import Break, Days, Shape, runs

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
CLOSED = "closed"

_WHY = {
    Why.OPEN: "we are open",
    Why.OVERRIDE: "we are closed at the moment",
    Why.EXCEPTION: "we are closed today",
    Why.HOLIDAY: "today is a public holiday",
    Why.DAY_OFF: "today is our day off",
    Why.BEFORE: "we have not opened yet",
    Why.BREAK: "we are on a break",
    Why.AFTER: "we have closed for today",
    Why.AFTER_SHORT_DAY: "we closed early today",
}


@lru_cache(maxsize=2048)
def time(minute: int) -> str:
    """A time of day: "nine thirty a.m.", "noon", "midnight"."""
    hour, rest = divmod(minute % DAY, 60)
    if rest == 0 and hour % 12 == 0:
        return "noon" if hour else "midnight"
    return f"{_clock(hour, rest)} {'p.m.' if hour >= 12 else 'a.m.'}"


def _clock(hour: int, rest: int) -> str:
    words = str(num2words(hour % 12 or 12))
    if rest:
        words += " oh" if rest < 10 else ""
        words += f" {num2words(rest)}"
    return words


def at(minute: int) -> str:
    """When: "at nine thirty a.m."."""
    return f"at {time(minute)}"


def span(interval: Interval) -> str:
    """From when until when."""
    if interval == WHOLE_DAY:
        return "around the clock"
    return f"from {time(interval.start)} to {time(interval.end)}"


def spans(intervals: Intervals) -> str:
    """Several intervals of a day; none: closed."""
    return " and ".join(map(span, intervals)) if intervals else CLOSED


def days(weekdays: Days) -> str:
    """On which weekdays: "Monday to Friday and Sunday", "every day"."""
    if len(weekdays) == 7:
        return "every day"
    parts = [f"{_DAYS[run[0]]} to {_DAYS[run[-1]]}" for run in runs(weekdays) if len(run) > 2]
    single = sorted(day for run in runs(weekdays) if len(run) < 3 for day in run)
    if single:
        parts.append(_listed([_DAYS[day] for day in single]))
    return (" and " if len(single) < 2 else ", ").join(parts)


def week(said: Shape) -> str:
    """The week: "we are open Monday to Friday from nine a.m. to six p.m.; lunch …"."""
    if not said.groups:
        return f"we are {CLOSED}"
    groups = ", ".join(f"{days(group.days)} {spans(group.spans)}" for group in said.groups)
    return "; ".join([f"we are open {groups}", *map(_break, said.breaks)])


def _break(rest: Break) -> str:
    name = "lunch" if rest.is_lunch else "break"
    when = "" if rest.everywhere else f" {days(rest.days)}"
    return f"{name}{when} {span(rest.gap)}"


def opening(found: Opening) -> str:
    """When we open: "tomorrow, Monday, at nine a.m."; without the verb."""
    holidays = "after the holiday" if found.holidays == 1 else "after the holidays"
    if not found.certain:
        return holidays
    day = found.local.date()
    time_of_day = at(found.minute)
    if found.dated:
        after = f"{holidays}, " if found.holidays else ""
        year = f", {num2words(day.year, to='year')}" if found.days >= 300 else ""
        return f"{after}on {_dated(day)}{year}, {time_of_day}"
    if found.days == 0:
        return f"today {time_of_day}"
    weekday = _DAYS[day.weekday()]
    return f"{'tomorrow, ' if found.days == 1 else 'on '}{weekday}, {time_of_day}"


def will_open(found: Opening) -> str:
    """The same as a statement: "we open tomorrow, …"."""
    return f"we open {opening(found)}"


def why(reason: Why) -> str:
    """Why nobody answers."""
    return _WHY[reason]


def today(intervals: Intervals) -> str:
    """Today's hours."""
    return f"today we are {'open ' if intervals else ''}{spans(intervals)}"


def changes(found: Ahead) -> str:
    """The coming days that are not as usual, or nothing."""
    return "; ".join(f"{_when(change, found.first)} {_hours(change)}" for change in found.changes)


def _hours(change: Change) -> str:
    return f"we are {'open ' if change.intervals else ''}{spans(change.intervals)}"


def _when(change: Change, now: date) -> str:
    if change.first == change.last:
        ahead = (change.first - now).days
        named = f"{_dated(change.first)},"
        return ("today", f"tomorrow, {named}")[ahead] if ahead < 2 else f"on {named}"
    first = "today" if change.first == now else _date(change.first)
    return f"from {first} through {_date(change.last)}"


def _dated(day: date) -> str:
    return f"{_DAYS[day.weekday()]}, {_date(day)}"


def _date(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {num2words(day.day, to='ordinal')}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
