"""Half-open intervals of local time, and how people write them: `09:00-18:00`.

Times are minutes since the midnight that begins the day. An interval that runs past midnight
belongs to the day it starts, and its end counts on: 22:00-06:00 is 1320 to 1800.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from ringtree.explained import Explained

DAY = 24 * 60  # minutes
ALLOWED = "two times from 00:00 to 24:00, such as 09:00-18:00 or 22:00-06:00"
ALLOWED_RU = "два времени от 00:00 до 24:00, например 09:00-18:00 или 22:00-06:00"


class IntervalError(Explained):
    """Text that is no interval, or intervals that do not go together."""


class Interval(NamedTuple):
    """From `start` up to but not including `end`, in minutes of the day it starts."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{written(self.start)}-{written(self.end)}"


Intervals = tuple[Interval, ...]
WHOLE_DAY = Interval(0, DAY)


def written(minute: int) -> str:
    """A minute as `HH:MM`; past midnight it is the next day's, and midnight at the end 24:00."""
    if minute > DAY:
        minute -= DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def parse_interval(text: str) -> Interval:
    """Read `09:00-18:00`; an end before the start is the next day's: `22:00-06:00`.

    Raises:
        IntervalError: in words, with what is allowed.
    """
    first, dash, last = text.replace("–", "-").partition("-")
    if not dash:
        raise IntervalError(
            f"{text!r} is not an interval of time: expected {ALLOWED}",
            f"«{text}» — не промежуток времени: нужны {ALLOWED_RU}",
        )
    start, end = _minute(first, text), _minute(last, text)
    if start == DAY:
        raise IntervalError(
            f"{text!r} starts at 24:00: write 00:00 of the next day",
            f"«{text}» начинается в 24:00: напишите 00:00 следующего дня",
        )
    if start == end:
        raise IntervalError(
            f"{text!r} has no length; the whole day is 00:00-24:00",
            f"«{text}» ничего не длится; весь день — это 00:00-24:00",
        )
    return Interval(start, end if end > start else end + DAY)


def _minute(text: str, whole: str) -> int:
    hour, colon, minute = text.strip().partition(":")
    fits = hour.isdecimal() and minute.isdecimal() and hour.isascii() and minute.isascii()
    if not (colon and fits and len(hour) <= 2 and len(minute) == 2):
        raise IntervalError(
            f"{whole!r} is not an interval of time: expected {ALLOWED}",
            f"«{whole}» — не промежуток времени: нужны {ALLOWED_RU}",
        )
    value = int(hour) * 60 + int(minute)
    if value > DAY or int(minute) > 59:
        raise IntervalError(
            f"{text.strip()!r} in {whole!r} is not a time from 00:00 to 24:00",
            f"«{text.strip()}» в «{whole}» — не время от 00:00 до 24:00",
        )
    return value


def parse_intervals(texts: Iterable[str]) -> Intervals:
    """Read several intervals of one day, in any order; returns them sorted.

    Raises:
        IntervalError: one is unreadable, or two overlap.
    """
    intervals = tuple(sorted(map(parse_interval, texts)))
    for before, after in pairwise(intervals):
        if after.start < before.end:
            raise IntervalError(f"{before} and {after} overlap", f"{before} и {after} пересекаются")
    return intervals


def joined(intervals: Intervals) -> Intervals:
    """The same times, with intervals that touch made one."""
    result: list[Interval] = []
    for interval in intervals:
        if result and result[-1].end == interval.start:
            interval = Interval(result.pop().start, interval.end)
        result.append(interval)
    return tuple(result)


def shortened(intervals: Intervals, minutes: int) -> Intervals:
    """The day with so many minutes of work less at its end."""
    kept = list(intervals)
    while kept and minutes:
        start, end = kept.pop()
        if end - start > minutes:
            kept.append(Interval(start, end - minutes))
            break
        minutes -= end - start
    return tuple(kept)
