"""When somebody is called back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ringtree.callbacks.rules import NotOffered, first_attempt, next_attempt, within_hours
from ringtree.company.callbacks import Callbacks
from tests.unit.callbacks.callbacks import callback
from tests.unit.callbacks.people import NOON
from tests.unit.calls.house import company

HOURS = (
    company(schedules={"shift": {"weekly": {"monday..friday": "09:00-12:03"}, "timezone": "UTC"}})
    .schedules["shift"]
    .hours("UTC")
)
NEVER = (
    company(schedules={"shift": {"weekly": {}, "timezone": "UTC"}}).schedules["shift"].hours("UTC")
)
SETTINGS = Callbacks(attempts=3, spacing=300, keep=86_400)


def after(**time: float) -> datetime:
    return NOON + timedelta(**time)


def test_attempts_are_spaced_and_counted() -> None:
    assert next_attempt(callback(attempts=0), SETTINGS, NOON) == after(minutes=5)
    assert next_attempt(callback(attempts=1), SETTINGS, NOON) == after(minutes=5)
    assert next_attempt(callback(attempts=2), SETTINGS, NOON) is None


def test_nobody_is_called_outside_the_hours() -> None:
    assert next_attempt(callback(), SETTINGS, NOON, HOURS) == after(hours=21)
    assert first_attempt(callback(), SETTINGS, NOON, HOURS) == NOON
    assert first_attempt(callback(again_at=after(minutes=10)), SETTINGS, NOON, HOURS) == (
        after(hours=21)
    )
    assert within_hours(NEVER, NOON) is None
    assert first_attempt(callback(), SETTINGS, NOON, NEVER) is None


def test_a_promise_grows_old() -> None:
    assert first_attempt(callback(), SETTINGS, after(days=2)) is None
    assert next_attempt(callback(), SETTINGS, after(hours=23, minutes=56)) is None


def test_a_queue_that_calls_nobody_back_says_what_to_do() -> None:
    with pytest.raises(NotOffered, match="give it `callbacks`"):
        raise NotOffered("sales")
