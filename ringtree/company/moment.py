"""A moment as people write it: `2026-11-22 22:00`, or `sunday 22:00` of an ordinary week."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from ringtree.company.schedule import WEEKDAYS
from ringtree.company.words import suggest
from ringtree.explained import Explained
from ringtree.schedules.hours import Hours, Reason

_RUSSIAN = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_DAYS = {name: day for names in (WEEKDAYS, _RUSSIAN) for day, name in enumerate(names)}
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d(?=[ t])|[^\W\d]+(?= ))[ t](\d{1,2}):(\d\d)")
#: Years that every zone's calendar has: the first and the last of all lack hours in some.
FIRST_YEAR, LAST_YEAR = 1970, 9990
#: How many weeks ahead an ordinary one is looked for.
_WEEKS = 26


class Moment(NamedTuple):
    """A local time of a date or, if there is none, of a weekday (0 is Monday)."""

    at: time
    date: dt.date | None = None
    weekday: int = 0

    def instant(self, today: dt.date, zone: ZoneInfo, hours: Iterable[Hours] = ()) -> datetime:
        """When it is. A weekday is the first, from today on, on which the week's own hours rule.

        So what holds on "sunday 22:00" holds whether or not the coming Sunday is a holiday.
        """
        return datetime.combine(self.date or self._day(today, tuple(hours)), self.at, zone)

    def _day(self, today: dt.date, hours: tuple[Hours, ...]) -> dt.date:
        first = today + timedelta(days=(self.weekday - today.weekday()) % 7)
        days = (first + timedelta(weeks=week) for week in range(_WEEKS))
        return next((day for day in days if all(_is_ordinary(day, one) for one in hours)), first)


def _is_ordinary(day: dt.date, hours: Hours) -> bool:
    """Whether nothing but the week rules that date and the night that leads into it."""
    days = (day - timedelta(days=1), day)
    return all(hours.plan(one).reason is Reason.WEEKLY for one in days)


def parse_moment(text: str) -> Moment:
    """Read one.

    Raises:
        ValueError: saying what is allowed.
    """
    found = _MOMENT.fullmatch(text.strip().lower())
    if found is None:
        raise Explained(
            f"{text!r} is no moment such as 2026-11-22 22:00 or sunday 22:00",
            f"«{text}» — не момент, такой как 2026-11-22 22:00 или sunday 22:00",
        )
    day, hour, minute = found.groups()
    if int(hour) > 23 or int(minute) > 59:
        raise Explained(
            f"{hour}:{minute} in {text!r} is no time of day",
            f"{hour}:{minute} в «{text}» — не время суток",
        )
    at = time(int(hour), int(minute))
    if day[0].isdigit():
        return Moment(at, _date(day, text))
    if day not in _DAYS:
        raise Explained(
            f"{day!r} in {text!r} is no weekday{suggest(day, _DAYS)}",
            f"«{day}» в «{text}» — не день недели{suggest(day, _DAYS, 'ru')}",
        )
    return Moment(at, weekday=_DAYS[day])


def _date(day: str, text: str) -> dt.date:
    with suppress(ValueError):
        found = dt.date.fromisoformat(day)
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    raise Explained(f"{day} in {text!r} is no date", f"{day} в «{text}» — не дата")


def _moment(text: str) -> str:
    parse_moment(text)
    return text


MomentText = Annotated[str, AfterValidator(_moment)]
