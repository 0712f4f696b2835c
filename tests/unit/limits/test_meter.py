"""What one scope has used."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ringtree.company.route import Rate
from ringtree.limits.meter import Going, Meter

TODAY = date(2026, 3, 31)
TOMORROW = TODAY + timedelta(days=1)
RATE = Rate(per_minute=Decimal(6), first=1, step=1)


def begun(meter: Meter, name: str = "a", *, at: float = 0.0, day: date = TODAY) -> Going:
    call = Going(name, day, RATE)
    meter.begin(call, at)
    return call


def used(meter: Meter, bound: str, now: float = 0.0, day: date = TODAY) -> float:
    return float(meter.used(bound, now, day))


def test_a_call_counts_at_once_and_its_minutes_as_they_pass() -> None:
    meter = Meter()
    call = begun(meter)
    assert [used(meter, one) for one in ("simultaneous", "per_minute", "per_day")] == [1, 1, 1]
    assert used(meter, "minutes_per_day", 100) == 0
    call.answered = 100
    assert used(meter, "minutes_per_day", 190) == 1.5
    assert used(meter, "money_per_month", 190) == 9
    meter.end(call, 220)
    meter.end(call, 999)
    assert [used(meter, one, 500) for one in ("simultaneous", "per_minute")] == [0, 0]
    assert used(meter, "minutes_per_month", 500) == 2
    assert used(meter, "money_per_day", 500) == 12


def test_a_call_nobody_answered_costs_nothing_in_the_end() -> None:
    meter = Meter()
    call = begun(meter)
    assert meter.used("money_per_day", 1, TODAY, reserve=True) == 6
    assert meter.used("minutes_per_day", 1, TODAY, reserve=True) == 1
    meter.end(call, 50)
    assert used(meter, "money_per_day") == used(meter, "minutes_per_day") == 0
    assert used(meter, "per_day") == 1


def test_a_minute_looks_back_sixty_seconds() -> None:
    meter = Meter()
    for second in (0, 30, 59):
        begun(meter, str(second), at=second)
    assert [used(meter, "per_minute", now) for now in (59.9, 60, 90, 119)] == [3, 2, 1, 0]


def test_a_new_day_begins_with_nothing_and_a_new_month_too() -> None:
    meter = Meter()
    meter.add(TODAY, 5, 600, Decimal(50))
    assert used(meter, "minutes_per_day") == 10
    assert used(meter, "per_day", day=TOMORROW) == 0
    assert used(meter, "money_per_month", day=TOMORROW) == 0  # the first of April


def test_a_call_belongs_to_the_day_it_began() -> None:
    meter = Meter()
    call = begun(meter)
    call.answered = 0
    assert used(meter, "minutes_per_day", 120, TOMORROW) == 0
    meter.end(call, 120)
    assert used(meter, "minutes_per_day", 120, TOMORROW) == 0


def test_what_came_before_a_restart_counts() -> None:
    meter = Meter()
    meter.add(TODAY - timedelta(days=1), 2, 120, Decimal(3))
    meter.add(TODAY, 1, 60, Decimal(1))
    meter.remember(10)
    assert used(meter, "per_day") == 1
    assert used(meter, "minutes_per_month") == 3
    assert used(meter, "money_per_month") == 4
    assert used(meter, "per_minute", 11) == 1
