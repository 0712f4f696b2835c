"""Pauses."""

from __future__ import annotations

from datetime import timedelta

from ringtree.mail.retry import is_given_up, pause_after, server_pause_after
from tests.unit.mail.fake_server import START


def test_pauses_grow_and_then_stay() -> None:
    pauses = [pause_after(attempt) for attempt in range(1, 20)]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=1) and pauses[-1] == timedelta(hours=4)


def test_the_server_rests_five_minutes_at_most() -> None:
    assert server_pause_after(1) == timedelta(seconds=5)
    assert server_pause_after(99) == timedelta(minutes=5)


def test_given_up_after_days_and_some_attempts() -> None:
    limit = timedelta(days=4)
    assert is_given_up(START, 3, START + limit, limit)
    assert not is_given_up(START, 2, START + limit, limit)
    assert not is_given_up(START, 30, START + limit / 2, limit)
