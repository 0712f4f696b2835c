"""Moments as people write them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ringtree.company.moment import parse_moment
from ringtree.company.schedule import Schedule

ZONE = ZoneInfo("Europe/Moscow")
MONDAY = date(2026, 12, 28)


@pytest.mark.parametrize("text", ["2026-11-22 22:00", "2026-11-22T22:00"])
def test_a_date_is_that_date(text: str) -> None:
    assert parse_moment(text).instant(MONDAY, ZONE) == datetime(2026, 11, 22, 22, 0, tzinfo=ZONE)


@pytest.mark.parametrize("text", ["Tuesday 9:30", "вторник 09:30"])
def test_a_weekday_is_the_next_one(text: str) -> None:
    assert parse_moment(text).instant(MONDAY, ZONE) == datetime(2026, 12, 29, 9, 30, tzinfo=ZONE)


def test_a_weekday_means_an_ordinary_one() -> None:
    hours = Schedule.model_validate({"name": "a", "holidays": "RU"}).hours("Europe/Moscow")
    assert parse_moment("friday 12:00").instant(MONDAY, ZONE, [hours]).date() == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("soon", "no moment"),
        ("sonday 10:00", "did you mean 'sunday'"),
        ("2026-02-30 10:00", "no date"),
        ("sunday 24:00", "no time of day"),
    ],
)
def test_what_is_none_is_said(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_moment(text)
