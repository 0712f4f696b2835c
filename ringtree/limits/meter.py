"""What one scope has used: calls that go on, and what today's and this month's have come to.

Pure. Instants are seconds since 1970; a day is the company's own date. A call belongs to the day
it began, however long it lasts.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ringtree.company.route import Rate
from ringtree.routing.prices import price

#: Seconds that "calls per minute" looks back.
MINUTE = 60.0
#: A call that was let out will last some while: without keeping this much of minutes and money
#: for it, a thousand calls begun together would all find room in what is left for one.
LEAST = 60.0

NOTHING = Decimal(0)


@dataclass(slots=True)
class Going:
    """A call that goes on. `rate` is None where there is no price list."""

    id: str
    day: date
    rate: Rate | None = None
    answered: float | None = None

    def seconds(self, now: float) -> float:
        """How long the conversation has lasted."""
        return 0.0 if self.answered is None else max(0.0, now - self.answered)

    def cost(self, seconds: float) -> Decimal:
        """What that many seconds of it cost."""
        return NOTHING if self.rate is None else price(self.rate, seconds)


@dataclass(slots=True)
class Total:
    """Calls that are over, or were begun: of a day or a month."""

    calls: int = 0
    seconds: float = 0.0
    money: Decimal = NOTHING


@dataclass(slots=True)
class Meter:
    """The counts of one scope. Every question says what day it is."""

    going: dict[str, Going] = field(default_factory=dict)
    _begun: deque[float] = field(default_factory=deque)
    _day: date = date.min
    _today: Total = field(default_factory=Total)
    _month: Total = field(default_factory=Total)

    def begin(self, call: Going, now: float) -> None:
        """A call was let out. One that is counted already changes nothing."""
        if call.id in self.going:
            return
        self._turn(call.day)
        self.going[call.id] = call
        self._begun.append(now)
        if call.day == self._day:
            self._today.calls += 1
        self._month.calls += 1

    def end(self, call: Going, now: float) -> None:
        """A call is over. One that was not going on changes nothing."""
        if self.going.pop(call.id, None) is None:
            return
        self.add(call.day, 0, call.seconds(now), call.cost(call.seconds(now)))

    def add(self, day: date, calls: int, seconds: float, money: Decimal) -> None:
        """Count what is known from before."""
        self._turn(day)
        totals = [self._month] if _month_of(day) == _month_of(self._day) else []
        if day == self._day:
            totals.append(self._today)
        for total in totals:
            total.calls += calls
            total.seconds += seconds
            total.money += money

    def remember(self, begun: float) -> None:
        """A call of a moment ago counts among those of the last minute."""
        self._begun.append(begun)

    def used(self, bound: str, now: float, today: date, *, reserve: bool = False) -> Decimal:
        """How much of what a bound limits is used; with `reserve`, kept for calls that go on."""
        self._turn(today)
        if bound == "simultaneous":
            return Decimal(len(self.going))
        if bound == "per_minute":
            return Decimal(self._last_minute(now))
        if bound == "per_day":
            return Decimal(self._today.calls)
        total, going = self._span(bound, today)
        least = LEAST if reserve else 0.0
        lasted = [(call, max(call.seconds(now), least)) for call in going]
        if bound.startswith("minutes"):
            return Decimal(total.seconds + sum(seconds for _, seconds in lasted)) / 60
        return total.money + sum((call.cost(seconds) for call, seconds in lasted), NOTHING)

    def _span(self, bound: str, today: date) -> tuple[Total, list[Going]]:
        if bound.endswith("day"):
            return self._today, [call for call in self.going.values() if call.day == today]
        month = _month_of(today)
        return self._month, [call for call in self.going.values() if _month_of(call.day) == month]

    def _last_minute(self, now: float) -> int:
        while self._begun and self._begun[0] <= now - MINUTE:
            self._begun.popleft()
        return len(self._begun)

    def _turn(self, today: date) -> None:
        """A new day, and perhaps a new month, begins with nothing used."""
        if today <= self._day:
            return
        if _month_of(today) != _month_of(self._day):
            self._month = Total()
        self._day, self._today = today, Total()


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month
