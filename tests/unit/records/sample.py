"""A typical call: greeting, menu, queue, two ring offers, a conversation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from ringtree.records.outcome import Outcome, Result, Termination
from ringtree.records.record import CallRecord, Direction, LegRecord
from ringtree.records.trace import TraceEntry

NOON = datetime(2026, 3, 2, 12, 0, 0, 123000, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def leg(number: int, party: str, **changes: Any) -> LegRecord:
    values: dict[str, Any] = {
        "id": f"leg{number}",
        "party": party,
        "call_id": f"{number}f2c8a6b0d3e4@203.0.113.5",
        "remote": "udp:203.0.113.5:5060",
        "codec": "PCMA",
        "started": after(number),
        "answered": after(number + 1),
        "ended": after(60),
    }
    return LegRecord(**values | changes)


def typical(record_id: str = "c1", **changes: Any) -> CallRecord:
    offers = [
        {"candidate": "101", "state": "talking", "chosen": False, "reason": "busy", "seconds": 191},
        {"candidate": "102", "state": "idle", "chosen": True, "reason": "longest_idle"},
    ]
    values: dict[str, Any] = {
        "id": record_id,
        "company": "romashka",
        "direction": Direction.INBOUND,
        "caller": "+79210000001",
        "called": "+74950000001",
        "caller_name": "Иван",
        "number": "+74950000001",
        "trunk": "carrier",
        "revision": 7,
        "queue": "sales",
        "answered_by": "102",
        "started": NOON,
        "answered": after(25),
        "ended": after(60),
        "ringing": 4.5,
        "waiting": 20.25,
        "talking": 35.0,
        "outcome": Outcome.ANSWERED,
        "termination": Termination(Result.OK, "the caller hung up", 16),
        "legs": [leg(0, "+79210000001", trunk="carrier"), leg(21, "102", recording="r/c1.wav")],
        "trace": [
            TraceEntry("greeting", "greeting", 0.0, 3.2, "next", {"played": ["Привет"]}, "main"),
            TraceEntry("menu", "menu", 3.2, 2.0, "1", {"pressed": "1", "attempts": 1}, "main"),
            TraceEntry("sales", "queue", 5.2, 54.8, None, {"place": [2, 1], "offers": offers}),
        ],
        "quality": {},
    }
    return CallRecord(**values | changes)
