from __future__ import annotations

from ringtree.records.outcome import Outcome
from tests.unit.templates.company import call, way


def test_everybody_rings_and_who_waited_too_long_leaves_a_message() -> None:
    assert way(call("office", "monday 12:00")) == ["hours", "greeting", "reception"]
    busy = call("office", "monday 12:00", agents="busy")
    assert way(busy)[-2:] == ["reception", "busy"] and busy.outcome is Outcome.MESSAGE


def test_outside_the_hours_a_message_is_taken_at_once() -> None:
    assert way(call("office", "sunday 22:00")) == ["hours", "message"]
