from __future__ import annotations

from ringtree.records.outcome import Outcome
from tests.unit.templates.company import call, way


def test_an_urgent_case_rings_everybody_at_once() -> None:
    urgent = call("clinic", "monday 12:00", press="0", agents="busy,103=free")
    assert way(urgent) == ["hours", "menu", "urgent"] and urgent.answered_by == "103"


def test_an_appointment_is_cancelled_without_a_conversation() -> None:
    cancelled = call("clinic", "monday 12:00", press="2", agents="busy")
    assert way(cancelled)[-1] == "cancel" and cancelled.outcome is Outcome.MESSAGE
