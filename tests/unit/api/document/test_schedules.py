"""A schedule's state and its words agree, with an override as well."""

from __future__ import annotations

from datetime import UTC, datetime

import ringtree.flows.nodes  # noqa: F401 - the example's node types
from ringtree.api.document.schedules import schedule_states
from ringtree.company import text
from ringtree.schedules.override import Override, OverrideKind
from tests.unit.api.panel import DAISY

HOURS = """
schedules:
  office:
    weekly: {"monday..friday": ["09:00-18:00"]}
"""
COMPANY = text.load(DAISY + HOURS)
NOON = datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_open_hours_need_no_reason() -> None:
    (one,) = schedule_states(COMPANY, NOON)
    assert one["is_open"]
    assert one["spoken"]["ru"]["why"] == ""
    assert one["override"] is None
    assert one["until"] == "2026-11-25T15:00:00+00:00"
    assert "nine" in one["spoken"]["en"]["hours"]
    assert "девяти" in one["spoken"]["ru"]["hours"]


def test_an_override_rules() -> None:
    closed = Override(OverrideKind.CLOSED, since=NOON)
    (one,) = schedule_states(COMPANY, NOON, lambda _: closed)
    assert not one["is_open"]
    assert one["override"] is not None
