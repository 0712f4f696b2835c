"""Why a call left a node by the exit it took, in a few words, from its trace."""

from __future__ import annotations

from typing import Any

from ringtree.flows.runner import CALLER_LEFT, ERROR, LOST, MOVED, STOPPED
from ringtree.records.trace import TraceEntry

_ENDS = {
    CALLER_LEFT: "the caller hung up",
    LOST: "the connection broke",
    ERROR: "the node failed",
    STOPPED: "the server was stopped",
    MOVED: "a supervisor moved the caller",
}
_OUTCOMES = {
    "answered": "somebody answered",
    "busy": "busy",
    "no_answer": "nobody answered in time",
    "unreachable": "no phone could be rung",
    "overflow": "the longest wait had passed",
    "closed": "nobody can serve the queue",
    "no_input": "nothing was pressed",
    "no_match": "no choice was pressed",
    "other": "no rule fits the caller",
    "next": "it always goes on",
    "recorded": "a message was left",
    "ended": "the call ends here",
}


def why(entry: TraceEntry) -> str:
    """One clause."""
    facts, exit_name = entry.facts, entry.exit or ""
    if exit_name in _ENDS:
        return f"{_ENDS[exit_name]}: {facts['why']}" if "why" in facts else _ENDS[exit_name]
    if "limit" in facts:
        return f"the tree goes round ({facts['limit']})"
    words = _of_type(entry, facts) or _OUTCOMES.get(exit_name, f"{exit_name} was chosen")
    return f"{words}; the exit leads nowhere" if facts.get("unwired") else words


def _of_type(entry: TraceEntry, facts: dict[str, Any]) -> str:
    if entry.type == "hours" and "reason" in facts:
        return _hours(facts)
    if entry.type == "caller" and "by" in facts:
        return f"the caller fits the rule by {facts['by']}"
    if entry.type == "split" and "drawn" in facts:
        return f"{facts['drawn']:g} was drawn"
    if entry.type == "branch" and "into" in facts:
        return f"into the tree {facts['into']}"
    if entry.type == "return" and "by" in facts:
        return f"back by {facts['by']}"
    if entry.exit == "unreachable" and "kept_in" in facts:
        return f"{facts['kept_in']}, and the node lets nobody out of the house (forwarding)"
    if entry.exit in ("busy", "no_answer", "unreachable") and facts.get("rung"):
        return ", ".join(f"{who}: {fate}" for who, fate in facts["rung"].items())
    pressed = "".join(step.get("pressed", "") for step in facts.get("steps", ()))
    return f"{entry.exit} was pressed" if pressed and pressed.endswith(entry.exit or "-") else ""


def _hours(facts: dict[str, Any]) -> str:
    named = facts.get("exception") or facts.get("holiday")
    reason = f"{facts['reason']} {named}" if named else str(facts["reason"])
    until = f", until {facts['until']}" if facts.get("until") else ""
    return f"{'open' if facts['open'] else 'closed'} by {reason}{until}"
