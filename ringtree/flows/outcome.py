"""What became of the caller, from how the walk through the tree ended: exactly one outcome."""

from __future__ import annotations

from ringtree.calls.cause import Cause, CauseKind
from ringtree.flows.runner import FlowEnd, FlowResult
from ringtree.records.outcome import Outcome
from ringtree.records.trace import TraceEntry

_OF_CAUSE = {
    CauseKind.BUSY: Outcome.BUSY,
    CauseKind.REFUSED: Outcome.REJECTED,
    CauseKind.NO_ANSWER: Outcome.NO_ANSWER,
    CauseKind.UNREACHABLE: Outcome.UNREACHABLE,
    CauseKind.UNKNOWN_NUMBER: Outcome.REJECTED,
    CauseKind.OVERLOADED: Outcome.REJECTED,
    CauseKind.NOT_PERMITTED: Outcome.REJECTED,
    CauseKind.LIMIT_REACHED: Outcome.REJECTED,
    CauseKind.CIRCLE: Outcome.REJECTED,
    CauseKind.NO_CODEC: Outcome.REJECTED,
    CauseKind.SUPERVISOR: Outcome.REJECTED,
    CauseKind.CANCELLED: Outcome.ABANDONED,
    CauseKind.NORMAL: Outcome.ABANDONED,
}
_OF_EXIT = {
    "busy": Outcome.BUSY,
    "no_answer": Outcome.NO_ANSWER,
    "unreachable": Outcome.UNREACHABLE,
    "overflow": Outcome.OVERFLOW,
    "closed": Outcome.OVERFLOW,
    "refused": Outcome.REJECTED,
}
#: Nodes that try to reach somebody; others may have exits of the same names.
_TRYING = frozenset({"dial", "queue", "outside", "directory", "menu"})


def outcome_of_cause(why: Cause) -> Outcome:
    """The outcome of a call that reached nobody and ended for this cause."""
    return _OF_CAUSE.get(why.kind, Outcome.FAILED)


def outcome_of_flow(result: FlowResult, trace: list[TraceEntry], *, talked: bool) -> Outcome:
    """The outcome of a walk through a tree; `talked` is whether the caller reached anybody."""
    if talked:
        return Outcome.ANSWERED
    if any("recording" in entry.facts for entry in trace):
        return Outcome.MESSAGE
    if result.cause is not None:
        return outcome_of_cause(result.cause)
    if result.end is FlowEnd.CALLER_LEFT:
        return Outcome.ABANDONED
    if result.end is FlowEnd.ERROR:
        return Outcome.FAILED
    return _sent_away(trace)


def _sent_away(trace: list[TraceEntry]) -> Outcome:
    """The tree came to its end: by the last person or queue that was tried in vain."""
    for entry in reversed(trace):
        if entry.type in _TRYING and entry.exit in _OF_EXIT:
            return _OF_EXIT[entry.exit]
    return Outcome.HUNG_UP_BY_TREE
