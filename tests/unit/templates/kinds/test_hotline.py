from __future__ import annotations

from ringtree.records.outcome import Outcome
from tests.unit.templates.company import call, way


def test_by_night_whoever_is_on_duty_is_rung() -> None:
    night = call("hotline", "monday 03:00", agents="busy,101=free")
    assert way(night) == ["hours", "night", "on_duty"] and night.answered_by == "101"


def test_a_message_is_taken_only_when_nobody_answers() -> None:
    assert call("hotline", "monday 03:00", agents="away").outcome is Outcome.MESSAGE
    assert call("hotline", "monday 12:00", agents="busy").outcome is Outcome.MESSAGE
