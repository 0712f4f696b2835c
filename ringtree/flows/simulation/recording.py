"""The record of an imagined call, in the form of a live call's."""

from __future__ import annotations

from datetime import UTC, timedelta

from ringtree.calls.cause import CauseKind
from ringtree.company.model import Company
from ringtree.flows.runner import FlowEnd, FlowResult
from ringtree.flows.simulation.caller import SimulatedCall
from ringtree.flows.simulation.script import Story
from ringtree.records.record import CallRecord, Direction


def record_of(company: Company, story: Story, call: SimulatedCall) -> CallRecord:
    """All but where it came by and how it ended: a call from outside, until told otherwise."""
    started = story.at.astimezone(UTC)
    answered = call.answered_at
    return CallRecord(
        id="simulated",
        company=company.code,
        direction=Direction.INBOUND,
        caller=story.caller,
        called=story.to,
        queue=call.queue_name,
        answered_by=call.talked_with,
        started=started,
        answered=None if answered is None else started + timedelta(seconds=answered),
        ended=started + timedelta(seconds=call.now),
        ringing=call.rang,
        waiting=call.waited,
        talking=call.talked,
        trace=call.trace.entries,
    )


def ended_by(call: SimulatedCall, result: FlowResult) -> CauseKind:
    """Why a walk through a tree ended the call."""
    if result.end is FlowEnd.CALLER_LEFT and call.talked_with is None:
        return CauseKind.CANCELLED if call.answered_at is None else CauseKind.NORMAL
    return CauseKind.NORMAL if call.hung_up is None else call.hung_up.kind
