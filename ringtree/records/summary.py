"""Records as lines for a person: one for the call, and one for each hop of its way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ringtree.records.record import CallRecord
from ringtree.records.trace import TraceEntry


def summary(record: CallRecord) -> str:
    """The call in one line: when, who, whom, how it ended and how long each part took."""
    caller = record.caller or "withheld"
    parts = [
        record.started.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
        record.id,
        f"{record.company}: {caller} → {record.called}",
        f"{record.outcome.value} ({record.termination.reason})",
    ]
    if record.answered_by:
        parts.append(f"by {record.answered_by}")
    times = {"waited": record.waiting, "rang": record.ringing, "talked": record.talking}
    parts += [f"{name} {seconds:.1f} s" for name, seconds in times.items() if seconds]
    if record.trace:
        parts.append(" → ".join(f"{entry.node}({entry.exit or '…'})" for entry in record.trace))
    return "  ".join(parts)


def trace_lines(record: CallRecord) -> Iterator[str]:
    """The call's way through its tree, a line each node and each thing that happened there."""
    for entry in record.trace:
        yield f"{entry.entered:7.1f} s  {entry.node} ({entry.type}) → {entry.exit or '…'}"
        yield from (f"           {line}" for line in _facts(entry))


def _facts(entry: TraceEntry) -> Iterator[str]:
    for step in entry.facts.get("steps", ()):
        words = (f"{name}: {_shown(value)}" for name, value in step.items() if name != "at")
        yield f"{step['at']:7.1f} s  {', '.join(words)}"
    for name, value in entry.facts.items():
        if name != "steps":
            yield f"{name}: {_shown(value)}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_shown(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(one)}" for name, one in value.items())
    return str(value)
