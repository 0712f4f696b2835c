"""What those who watch are told of a call: plain values, made anew for each event."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ringtree.calls.call import Call
from ringtree.records.record import CallRecord, stamp
from ringtree.records.trace import TraceEntry


def started(call: Call) -> dict[str, Any]:
    """A call that has just come in, or is being made."""
    record = call.timeline.record
    return {
        "call": record.id,
        "direction": record.direction.value,
        "caller": record.caller,
        "caller_name": record.caller_name,
        "called": record.called,
        "number": record.number,
        "trunk": record.trunk,
        "revision": record.revision,
        "started": stamp(record.started),
    }


def moved(call: Call, entry: TraceEntry) -> dict[str, Any]:
    """A call that has come to a node; `since` is when."""
    return {"call": call.id, **place(call, entry)}


def place(call: Call, entry: TraceEntry) -> dict[str, Any]:
    """Where in its tree a call is, and since when."""
    since = call.timeline.record.started + timedelta(seconds=entry.entered)
    return {
        "tree": entry.tree,
        "node": entry.node,
        "node_type": entry.type,
        "since": stamp(since),
    }


def ended(record: CallRecord) -> dict[str, Any]:
    """A call that is over: what its record says, without the way it went."""
    whole = record.to_dict()
    kept = ("direction", "caller", "called", "number", "queue", "answered_by", "started", "ended")
    seconds = ("ringing", "waiting", "talking", "outcome", "termination")
    return {"call": record.id, **{name: whole[name] for name in (*kept, *seconds)}}
