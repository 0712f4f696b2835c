"""Records as plain values and back."""

from __future__ import annotations

import json

from ringtree.records.record import CallRecord
from tests.unit.records.sample import NOON, typical


def test_a_record_survives_being_written_as_json() -> None:
    record = typical()
    assert CallRecord.from_dict(json.loads(json.dumps(record.to_dict()))) == record


def test_a_call_that_nobody_answered_has_no_time_of_answer() -> None:
    record = typical(answered=None, answered_by=None, legs=[], trace=[])
    data = record.to_dict()
    assert data["answered"] is None
    assert data["started"] == "2026-03-02T12:00:00.123+00:00"
    assert CallRecord.from_dict(data).started == NOON
