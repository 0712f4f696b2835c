"""The hours laid out along absolute time, worked out a day (UTC) at a time and remembered.

Local time is what decides: an instant is open if its local time lies in an interval. A local
time that daylight saving skips therefore takes effect at the moment the clock jumps, and an hour
that comes twice is open both times.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from ringtree.schedules.interval import DAY

if TYPE_CHECKING:
    from ringtree.schedules.hours import DayPlan, Hours

_DAY = 86_400  # seconds
_EPOCH = date(1970, 1, 1).toordinal()
_REMEMBERED = 1600  # days; more than four years
#: Days in which whatever the rules ever do happens once, as long as no exception begins or ends.
#: With the weekly rule alone two weeks: daylight saving may swallow a short interval once.
_WEEKLY_CYCLE = 16
_HOLIDAY_CYCLE = 400
_LAST_DAY = date(9998, 1, 1).toordinal() - _EPOCH


class Stretch(NamedTuple):
    """A stretch of time in which nothing changes, and the plan that rules it."""

    is_open: bool
    plan: DayPlan

    def leads_elsewhere(self, other: Stretch) -> bool:
        """Whether a caller meets something else here than there."""
        return self.is_open != other.is_open or self.plan.exception != other.plan.exception


class Chunk(NamedTuple):
    """One day (UTC): when each stretch begins (seconds since the epoch), and which it is."""

    starts: tuple[int, ...]
    stretches: tuple[Stretch, ...]


class Timeline:
    """What `Hours` mean for absolute time. Instants are whole seconds since the epoch (UTC)."""

    __slots__ = ("_chunks", "_edges", "_hours", "_local_days", "_states", "_zone")

    def __init__(self, hours: Hours, zone: ZoneInfo) -> None:
        self._hours = hours
        self._zone = zone
        self._chunks: dict[int, Chunk] = {}
        self._local_days: dict[int, tuple[tuple[int, Stretch], ...]] = {}
        self._states: dict[tuple[int, int], Any] = {}
        self._edges: tuple[int, ...] | None = None

    def remembered(self, second: int, make: Callable[[Stretch, int | None], Any]) -> Any:
        """What `make` says of the stretch at an instant and its end; asked once per stretch."""
        day = second // _DAY
        place = (day, bisect_right(self._chunk(day).starts, second))
        known = self._states.get(place)
        if known is None:
            if len(self._states) >= 4 * _REMEMBERED:
                self._states.clear()
            known = self._states[place] = make(self.stretch(second), self.change(second))
        return known

    def stretch(self, second: int) -> Stretch:
        """The stretch an instant lies in."""
        starts, stretches = self._chunk(second // _DAY)
        return stretches[bisect_right(starts, second) - 1]

    def change(self, second: int) -> int | None:
        """When a caller next meets something else than at this instant; None: never."""
        return self.find(second, self.stretch(second).leads_elsewhere)

    def turn(self, second: int) -> int | None:
        """When open next becomes closed, or closed open; None: never."""
        now = self.stretch(second).is_open
        return self.find(second, lambda stretch: stretch.is_open is not now)

    def find(self, second: int, wanted: Callable[[Stretch], bool]) -> int | None:
        """Where the first wanted stretch after an instant begins; the instant's own must not be.

        Exact: only days that cannot differ from days looked at are left out.
        """
        first = second // _DAY
        starts, stretches = self._chunk(first)
        for place in range(bisect_right(starts, second), len(starts)):
            if wanted(stretches[place]):
                return starts[place]
        return self._find_after(first + 1, wanted)

    def _find_after(self, day: int, wanted: Callable[[Stretch], bool]) -> int | None:
        cycle = _WEEKLY_CYCLE if self._hours.holidays is None else _HOLIDAY_CYCLE
        begin: int | None = day
        while begin is not None:
            for day in range(begin, min(begin + cycle, _LAST_DAY)):
                starts, stretches = self._chunk(day)
                for place, stretch in enumerate(stretches):
                    if wanted(stretch):
                        return starts[place]
            begin = self._next_edge(begin + cycle)
        return None

    def _next_edge(self, day: int) -> int | None:
        """The day from which an exception's begin or end makes looking on worth while."""
        if self._edges is None:
            days = {day for e in self._hours.exceptions for day in (e.first, e.last)}
            self._edges = tuple(sorted(day.toordinal() - _EPOCH for day in days))
        later = self._edges[bisect_right(self._edges, day - 3) :]
        return max(day, later[0] - 2) if later else None

    def _chunk(self, day: int) -> Chunk:
        chunk = self._chunks.get(day)
        if chunk is None:
            if len(self._chunks) >= _REMEMBERED:
                self._chunks.clear()
                self._local_days.clear()
            chunk = self._chunks[day] = self._work_out(day * _DAY)
        return chunk

    def _work_out(self, start: int) -> Chunk:
        starts: list[int] = []
        stretches: list[Stretch] = []
        for begin, end, offset in self._even_parts(start, start + _DAY):
            for at, stretch in self._local(begin + offset, end + offset):
                if not stretches or stretches[-1] != stretch:
                    starts.append(at - offset)
                    stretches.append(stretch)
        return Chunk(tuple(starts), tuple(stretches))

    def _even_parts(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The day in parts of one offset from UTC each; zones change at most once a day."""
        before, after = self._offset(start), self._offset(end - 1)
        if before == after:
            yield start, end, before
            return
        low, high = start, end - 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._offset(middle) == before else (low, middle)
        yield start, high, before
        yield high, end, after

    def _offset(self, second: int) -> int:
        offset = datetime.fromtimestamp(second, self._zone).utcoffset()
        assert offset is not None
        return int(offset.total_seconds())

    def _local(self, begin: int, end: int) -> Iterator[tuple[int, Stretch]]:
        """The stretches between two local times; the first begins where asked."""
        for day in range(begin // _DAY, (end - 1) // _DAY + 1):
            stretches = self._local_day(day)
            for place, (minute, stretch) in enumerate(stretches):
                following = stretches[place + 1][0] if place + 1 < len(stretches) else DAY
                at = day * _DAY + minute * 60
                if at < end and day * _DAY + following * 60 > begin:
                    yield max(at, begin), stretch

    def _local_day(self, day: int) -> tuple[tuple[int, Stretch], ...]:
        known = self._local_days.get(day)
        if known is None:
            known = self._local_days[day] = tuple(self._lay_out(date.fromordinal(day + _EPOCH)))
        return known

    def _lay_out(self, day: date) -> Iterator[tuple[int, Stretch]]:
        """The day's stretches by minute. What began yesterday runs on under yesterday's plan."""
        today = self._hours.plan(day)
        yesterday = self._hours.plan(date.fromordinal(day.toordinal() - 1))
        spill = max((interval.end - DAY for interval in yesterday.intervals), default=0)
        edges = {0, max(spill, 0)} | {edge for pair in today.intervals for edge in pair}
        for minute in sorted(edge for edge in edges if edge < DAY):
            if any(start <= minute < end for start, end in today.intervals):
                yield minute, Stretch(True, today)
            elif minute < spill:
                yield minute, Stretch(True, yesterday)
            else:
                yield minute, Stretch(False, today)
