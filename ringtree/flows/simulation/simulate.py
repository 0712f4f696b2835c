"""Runs one imagined call: the live calls' runner and nodes, to their end, in milliseconds."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any, TypeVar

from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.timeline import termination
from ringtree.company.model import Company, Number
from ringtree.flows.number_tree import tree_of
from ringtree.flows.outcome import outcome_of_flow
from ringtree.flows.runner import FlowEnd, FlowResult, FlowRunner
from ringtree.flows.simulation.caller import SimulatedCall
from ringtree.flows.simulation.durations import Durations, estimated
from ringtree.flows.simulation.script import Story
from ringtree.flows.world import World
from ringtree.records.record import CallRecord, Direction
from ringtree.routing.inbound import spellings

_Result = TypeVar("_Result")


class SimulationError(Exception):
    """A call that can't be imagined; base of all reasons."""


class NotOurNumber(SimulationError):
    """The company has no such number."""

    def __init__(self, dialled: str, company: Company) -> None:
        known = ", ".join(number.number for number in company.numbers) or "none"
        super().__init__(f"{dialled} is no number of {company.name}, only: {known}")
        self.dialled = dialled


class NodeSuspended(SimulationError):
    """A node waits for something beyond its call, which no virtual clock can hurry."""

    def __init__(self, waits_for: object) -> None:
        super().__init__(f"a node waits for {waits_for!r}, which is no part of its call")


@dataclass(frozen=True, slots=True)
class Simulation:
    """What became of the call: its record, as of a live call, and how the walk ended.

    `gave_up`: nothing but the caller's patience ended it.
    """

    record: CallRecord
    result: FlowResult
    gave_up: bool

    @property
    def seconds(self) -> float:
        """From first to last."""
        last = self.record.trace[-1] if self.record.trace else None
        return last.entered + last.seconds if last else 0.0


def simulate(
    company: Company,
    story: Story,
    *,
    durations: Durations = estimated,
    world: World | None = None,
) -> Simulation:
    """Run a story.

    Raises:
        NotOurNumber: nobody answers the number that is called.
        NodeSuspended: a node does what no node may.
    """
    number = _number(company, story.to)
    language = number.language or company.language
    call = SimulatedCall(
        company, story, language, called=number.number, durations=durations, world=world
    )
    runner = FlowRunner(tree_of(company, number), call, call.trace, clock=call.clock)
    result = finished(runner.run())
    return Simulation(_record(company, story, number, call, result), result, call.gave_up)


def finished(work: Coroutine[Any, Any, _Result]) -> _Result:
    """The result of a coroutine that never suspends.

    Raises:
        NodeSuspended: it did.
    """
    try:
        waits_for = work.send(None)
    except StopIteration as done:
        value: _Result = done.value
        return value
    work.close()
    raise NodeSuspended(waits_for)


def _number(company: Company, dialled: str) -> Number:
    for digits in spellings(dialled):
        if (number := company.number(f"+{digits}")) is not None:
            return number
    raise NotOurNumber(dialled, company)


def _record(
    company: Company, story: Story, number: Number, call: SimulatedCall, result: FlowResult
) -> CallRecord:
    started = story.at.astimezone(UTC)
    answered = call.answered_at
    record = CallRecord(
        id="simulated",
        company=company.code,
        direction=Direction.INBOUND,
        caller=story.caller,
        called=story.to,
        number=number.number,
        trunk=number.trunk,
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
    record.outcome = outcome_of_flow(result, record.trace, talked=call.talked_with is not None)
    record.termination = termination(cause(_ended(call, result)))
    return record


def _ended(call: SimulatedCall, result: FlowResult) -> CauseKind:
    if result.end is FlowEnd.CALLER_LEFT and call.talked_with is None:
        return CauseKind.CANCELLED if call.answered_at is None else CauseKind.NORMAL
    return CauseKind.NORMAL if call.hung_up is None else call.hung_up.kind
