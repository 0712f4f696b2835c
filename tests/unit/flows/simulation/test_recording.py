"""The record of an imagined call."""

from __future__ import annotations

from ringtree.calls.cause import CauseKind
from ringtree.flows.control import HangUpCause
from ringtree.flows.runner import FlowEnd, FlowResult
from ringtree.flows.simulation.caller import SimulatedCall
from ringtree.flows.simulation.durations import estimated
from ringtree.flows.simulation.recording import ended_by, record_of
from ringtree.flows.simulation.script import Story
from tests.unit.flows.simulation.company import MONDAY, NUMBER, company

STORY = Story(to=NUMBER, caller="+79990000000", at=MONDAY)


def walked(end: FlowEnd) -> FlowResult:
    return FlowResult(end=end, last_node=None, last_exit=None, hops=1, answered=False)


def call() -> SimulatedCall:
    return SimulatedCall(company(), STORY, "en", called=NUMBER, durations=estimated)


def test_its_times_are_those_of_the_virtual_clock() -> None:
    one = call()
    one.ring(6.0)
    one.talk("101")
    record = record_of(company(), STORY, one)
    assert (record.started, record.ringing, record.talking) == (MONDAY, 6.0, 60.0)
    assert record.answered is not None
    assert (record.answered - record.started).total_seconds() == 6.0
    assert (record.ended - record.started).total_seconds() == 66.0
    assert record.answered_by == "101"


def test_why_it_ended_is_whose_doing_it_was() -> None:
    left = walked(FlowEnd.CALLER_LEFT)
    assert ended_by(call(), left) is CauseKind.CANCELLED
    answered = call()
    answered.answer()
    assert ended_by(answered, left) is CauseKind.NORMAL
    refused = call()
    refused.hung_up = HangUpCause.BUSY
    assert ended_by(refused, walked(FlowEnd.FINISHED)) is CauseKind.BUSY
