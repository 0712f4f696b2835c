"""Hours for tests, written as people write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from ringtree.schedules.holidays import HolidaySet
from ringtree.schedules.hours import DatedException, Hours, Week
from ringtree.schedules.interval import parse_intervals

MOSCOW = "Europe/Moscow"
RUSSIA = HolidaySet("RU", shortened=True)


def week(*days: str) -> Week:
    """Seven days, or fewer and closed after them: `week("09:00-13:00 14:00-18:00", …)`."""
    padded = [*days, *[""] * (7 - len(days))]
    return cast(Week, tuple(parse_intervals(day.split()) for day in padded))


def off(name: str, first: date, last: date | None = None, hours: str = "") -> DatedException:
    """An exception: closed, or with hours."""
    return DatedException(name, first, last or first, parse_intervals(hours.split()))


OFFICE = week(*["09:00-18:00"] * 5)
SHOP = week(*["09:00-13:00 14:00-18:00"] * 5, "10:00-15:00")


def hours(
    weekly: Week = OFFICE,
    *exceptions: DatedException,
    zone: str = MOSCOW,
    holidays: HolidaySet | None = None,
) -> Hours:
    """Office hours in Moscow, unless told otherwise."""
    return Hours(zone, weekly, exceptions, holidays)


def at(text: str, zone: str = MOSCOW, fold: int = 0) -> datetime:
    """`at("2026-11-23 09:00")`: local time of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)
