"""Every way a call may end has one outcome."""

from __future__ import annotations

import pytest

from ringtree.calls.cause import CauseKind, cause
from ringtree.flows.outcome import outcome_of_cause, outcome_of_flow
from ringtree.flows.runner import FlowEnd, FlowResult
from ringtree.records.outcome import Outcome
from ringtree.records.trace import TraceEntry


def walked(end: FlowEnd, kind: CauseKind | None = None) -> FlowResult:
    why = cause(kind) if kind else None
    return FlowResult(end=end, last_node="n", last_exit=None, hops=1, answered=False, cause=why)


def trace(*hops: tuple[str, str]) -> list[TraceEntry]:
    return [
        TraceEntry(node=f"n{index}", type=kind, entered=0.0, exit=exit_name)
        for index, (kind, exit_name) in enumerate(hops)
    ]


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (CauseKind.BUSY, Outcome.BUSY),
        (CauseKind.REFUSED, Outcome.REJECTED),
        (CauseKind.NO_ANSWER, Outcome.NO_ANSWER),
        (CauseKind.UNREACHABLE, Outcome.UNREACHABLE),
        (CauseKind.NO_CODEC, Outcome.REJECTED),
        (CauseKind.OVERLOADED, Outcome.REJECTED),
        (CauseKind.CANCELLED, Outcome.ABANDONED),
        (CauseKind.SHUTDOWN, Outcome.FAILED),
        (CauseKind.MEDIA_LOST, Outcome.FAILED),
    ],
)
def test_by_cause(kind: CauseKind, outcome: Outcome) -> None:
    assert outcome_of_cause(cause(kind)) is outcome


@pytest.mark.parametrize("kind", CauseKind)
def test_nobody_who_reached_nobody_was_answered(kind: CauseKind) -> None:
    assert not outcome_of_cause(cause(kind)).reached_a_person


@pytest.mark.parametrize("end", FlowEnd)
def test_who_talked_was_answered_however_it_ended(end: FlowEnd) -> None:
    assert outcome_of_flow(walked(end), [], talked=True) is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        (walked(FlowEnd.CALLER_LEFT), Outcome.ABANDONED),
        (walked(FlowEnd.LOST, CauseKind.MEDIA_LOST), Outcome.FAILED),
        (walked(FlowEnd.LOST, CauseKind.NO_CODEC), Outcome.REJECTED),
        (walked(FlowEnd.ERROR), Outcome.FAILED),
        (walked(FlowEnd.DEAD_END), Outcome.HUNG_UP_BY_TREE),
        (walked(FlowEnd.FINISHED), Outcome.HUNG_UP_BY_TREE),
    ],
)
def test_by_how_the_walk_ended(result: FlowResult, outcome: Outcome) -> None:
    assert outcome_of_flow(result, trace(("menu", "1")), talked=False) is outcome


@pytest.mark.parametrize(
    ("hops", "outcome"),
    [
        ((("dial", "busy"), ("hang_up", "ended")), Outcome.BUSY),
        ((("dial", "busy"), ("queue", "overflow"), ("hang_up", "ended")), Outcome.OVERFLOW),
        ((("queue", "overflow"), ("dial", "no_answer")), Outcome.NO_ANSWER),
        ((("queue", "closed"),), Outcome.OVERFLOW),
        ((("menu", "no_input"),), Outcome.HUNG_UP_BY_TREE),
        ((("webhook", "busy"),), Outcome.HUNG_UP_BY_TREE),
    ],
)
def test_by_the_last_person_or_queue_tried(
    hops: tuple[tuple[str, str], ...], outcome: Outcome
) -> None:
    assert outcome_of_flow(walked(FlowEnd.FINISHED), trace(*hops), talked=False) is outcome


@pytest.mark.parametrize("end", [FlowEnd.CALLER_LEFT, FlowEnd.FINISHED, FlowEnd.FALLBACK])
def test_whoever_left_a_message_left_a_message(end: FlowEnd) -> None:
    walked_on = trace(("dial", "busy"), ("voicemail", "recorded"))
    walked_on[-1].facts["recording"] = "messages/daisy/c1-1.wav"
    assert outcome_of_flow(walked(end), walked_on, talked=False) is Outcome.MESSAGE
    assert outcome_of_flow(walked(end), walked_on, talked=True) is Outcome.ANSWERED


@pytest.mark.parametrize("node", ["outside", "directory", "menu"])
def test_every_node_that_tries_to_reach_somebody_counts(node: str) -> None:
    tried = trace((node, "no_answer"), ("hang_up", "ended"))
    assert outcome_of_flow(walked(FlowEnd.FINISHED), tried, talked=False) is Outcome.NO_ANSWER
