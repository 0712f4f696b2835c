"""A record as a row of the table, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from ringtree.records.outcome import Outcome, Result, Termination
from ringtree.records.record import CallRecord, Direction, LegRecord
from ringtree.records.trace import TraceEntry
from ringtree.storage.tables import calls
from ringtree.storage.values import fitted

_TIMES = ("started", "answered", "ended")


def row_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The row of what `CallRecord.to_dict` made."""
    row = fitted(calls, {name: value for name, value in data.items() if name != "termination"})
    for name in _TIMES:
        if row[name] is not None:
            row[name] = datetime.fromisoformat(row[name])
    if data["trace"]:
        last = data["trace"][-1]
        row["last_node"] = f"{last['tree']}/{last['node']}"[:130]
        row["last_exit"] = last["exit"]
    else:
        row["last_node"] = row["last_exit"] = None
    termination = data["termination"]
    row["result"] = termination["result"]
    row["reason"] = fitted(calls, {"reason": termination["reason"]})["reason"]
    row["q850"] = termination["q850"]
    return row


def record_of(row: RowMapping) -> CallRecord:
    """The record in a row."""
    plain: dict[str, Any] = {str(name): value for name, value in row.items()}
    result, reason, q850 = (plain.pop(name) for name in ("result", "reason", "q850"))
    del plain["last_node"], plain["last_exit"]
    plain["direction"] = Direction(row["direction"])
    plain["outcome"] = Outcome(row["outcome"])
    plain["termination"] = Termination(Result(result), reason, q850)
    plain["legs"] = [LegRecord.from_dict(leg) for leg in row["legs"]]
    plain["trace"] = [TraceEntry.from_dict(entry) for entry in row["trace"]]
    return CallRecord(**plain)
