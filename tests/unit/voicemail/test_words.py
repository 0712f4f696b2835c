"""Dates and lengths, as people write them."""

from __future__ import annotations

from datetime import datetime

from ringtree.voicemail.words import date_text, duration_text


def test_dates() -> None:
    day = datetime(2026, 5, 9)
    assert date_text(day, "ru") == "9 мая 2026 г."
    assert date_text(day, "en") == "9 May 2026"


def test_lengths() -> None:
    assert [duration_text(one) for one in (0.4, 59.6, 61, 600)] == ["0:00", "1:00", "1:01", "10:00"]
