"""Runs one imagined call: the live calls' runner and nodes, to their end, in milliseconds."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from ringtree.calls.cause import cause
from ringtree.calls.timeline import termination
from ringtree.company.both import Both
from ringtree.company.model import Company, Number
from ringtree.company.prompt import Language
from ringtree.flows.number_tree import tree_of
from ringtree.flows.outcome import outcome_of_flow
from ringtree.flows.runner import FlowResult, FlowRunner
from ringtree.flows.simulation.caller import SimulatedCall
from ringtree.flows.simulation.dialling import Dialling
from ringtree.flows.simulation.durations import Durations, estimated
from ringtree.flows.simulation.recording import ended_by, record_of
from ringtree.flows.simulation.script import Story
from ringtree.flows.world import World
from ringtree.records.record import CallRecord
from ringtree.routing.inbound import spellings

_Result = TypeVar("_Result")


class SimulationError(Exception):
    """A call that can't be imagined; base of all reasons."""

    def words(self, language: Language) -> str:
        """Why, in a language."""
        return str(self)


class NotOurNumber(SimulationError):
    """The company has no such number."""

    def __init__(self, dialled: str, company: Company) -> None:
        known = ", ".join(number.number for number in company.numbers)
        self.said = Both(
            f"{dialled} is no number of {company.name}, only: {known or 'none'}",
            f"у компании {company.name} нет номера {dialled}; есть: {known or 'ни одного'}",
        )
        super().__init__(self.said.en)
        self.dialled = dialled

    def words(self, language: Language) -> str:
        return self.said.words(language)


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
    """Run a story: a caller from outside, or, with an internal number, one of the own people.

    Raises:
        NotOurNumber: nobody answers the number that is called.
        NodeSuspended: a node does what no node may.
    """
    if (person := company.person(story.caller)) is not None:
        dialling = Dialling(company, person, story, durations, world)
        finished(dialling.run())
        return Simulation(dialling.record(), dialling.walked, dialling.call.gave_up)
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
    record = record_of(company, story, call)
    record.number, record.trunk = number.number, number.trunk
    record.outcome = outcome_of_flow(result, record.trace, talked=call.talked_with is not None)
    record.termination = termination(cause(ended_by(call, result)))
    return record
