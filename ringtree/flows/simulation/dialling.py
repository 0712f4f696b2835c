"""What becomes of a call that one of the company's own people is imagined to dial.

Where it goes, what a feature code does and what a mailbox takes over is decided by the code of
live calls; imagined are the phones and the numbers outside. The limits of calls to the outside
count real calls only.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.timeline import termination
from ringtree.company.feature_code import Dialled
from ringtree.company.model import Company, Person, Tree
from ringtree.flows.code import Dialler
from ringtree.flows.code_runner import run_code
from ringtree.flows.control import CallerLeft, DialRequest, Forwarding
from ringtree.flows.dialled import REFUSALS, RING_TIME, SPOKEN
from ringtree.flows.mailbox.tree import mailbox_tree, ring_time, tree_after
from ringtree.flows.number_tree import tree_of
from ringtree.flows.outcome import outcome_of_cause, outcome_of_flow
from ringtree.flows.pins import AnyPin
from ringtree.flows.runner import CALLER_LEFT, ERROR, FlowEnd, FlowResult, FlowRunner
from ringtree.flows.simulation.caller import SimulatedCall
from ringtree.flows.simulation.durations import Durations
from ringtree.flows.simulation.people import Rung, ring_outside, ring_people
from ringtree.flows.simulation.recording import ended_by, record_of
from ringtree.flows.simulation.script import Manner, Story
from ringtree.flows.world import World
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, Direction
from ringtree.routing.directory import Snapshot
from ringtree.routing.outbound import (
    Destination,
    Nowhere,
    ToCode,
    ToExtension,
    ToMailbox,
    ToNumber,
    ToOutside,
    route_outbound,
)

#: How calls end that walk through no tree.
_NO_WALK = FlowResult(end=FlowEnd.FINISHED, last_node=None, last_exit=None, hops=0, answered=False)


class Dialling:
    """One call of a person. `call` is the person's side of it, `walked` how a walk ended."""

    def __init__(
        self,
        company: Company,
        person: Person,
        story: Story,
        durations: Durations,
        world: World | None = None,
    ) -> None:
        self._company = company
        self._person = person
        # Who dials is in a call: nobody else reaches them meanwhile, and no queue rings them.
        agents = story.agents
        others = {**agents.others, person.extension: Manner.BUSY}
        self._story = replace(story, agents=replace(agents, others=others))
        self._world = replace(world or World(pins=AnyPin()), now=lambda: self.call.instant)
        language = company.language
        if isinstance(to := self._destination(), ToNumber):
            language = to.number.language or language
        called = to.number.number if isinstance(to, ToNumber) else story.to
        self._to = to
        self.call = SimulatedCall(
            company,
            self._story,
            language,
            called=called,
            durations=durations,
            world=self._world,
        )
        self.walked = _NO_WALK
        self._outcome, self._ended = Outcome.FAILED, cause(CauseKind.NORMAL)

    def _destination(self) -> Destination:
        at = replace(self._world, now=lambda: self._story.at)
        is_open = partial(at.is_open, self._company)
        snapshot = Snapshot(self._company, revision=0)
        return route_outbound(snapshot, self._person, self._story.to, is_open=is_open)

    async def run(self) -> None:
        """To the end of the call."""
        try:
            await self._run(self._to)
        except CallerLeft:
            never = self.call.answered_at is None
            self._end(cause(CauseKind.CANCELLED if never else CauseKind.NORMAL))
            self.call.trace.leave(CALLER_LEFT)

    async def _run(self, to: Destination) -> None:
        match to:
            case ToExtension(extension=extension):
                await self._connect(extension, self._ring_person(extension), extension)
            case ToMailbox(mailbox=mailbox):
                await self._walk(mailbox_tree(mailbox))
            case ToCode(dialled=code):
                await self._serve(code)
            case ToNumber(number=number):
                await self._walk(tree_of(self._company, number))
            case ToOutside(number=number):
                await self._connect(number, self._ring_outside(number))
            case Nowhere(reason=reason, refusal=refusal):
                await self._decline(cause(REFUSALS[refusal], reason))

    # -- each of them

    async def _serve(self, code: Dialled) -> None:
        dialler = Dialler(
            company=self._company, person=self._person, digits=code.digits, world=self._world
        )
        self._outcome = Outcome.SERVED  # also of who hangs up amid it
        result, refused = await run_code(code.kind, self.call, dialler, self.call.trace)
        if result == ERROR:
            self._outcome = Outcome.FAILED
        elif refused is not None:
            self._outcome = Outcome.REJECTED

    async def _walk(self, tree: Tree) -> None:
        call = self.call
        result = self.walked = await FlowRunner(tree, call, call.trace, clock=call.clock).run()
        talked = call.talked_with is not None
        self._outcome = outcome_of_flow(result, call.trace.entries, talked=talked)
        self._ended = cause(ended_by(call, result))

    def _ring_person(self, extension: str) -> partial[Rung]:
        limit = ring_time(self._company, extension, RING_TIME)
        request = DialRequest(targets=(extension,), ring_time=limit, forwarding=Forwarding.FOLLOW)
        return partial(ring_people, self._company, self._story.agents, request, self.call.trace)

    def _ring_outside(self, number: str) -> partial[Rung]:
        return partial(ring_outside, self._company, self._story.agents, number, RING_TIME)

    async def _connect(self, label: str, ring: partial[Rung], extension: str | None = None) -> None:
        trace = self.call.trace
        trace.enter(label, "dial")
        why = self.call.connect(ring())
        trace.leave(why.value)
        if self.call.talked_with is not None:
            self._outcome = Outcome.ANSWERED
        elif (tree := tree_after(self._company, extension, why)) is not None:
            await self._walk(tree)
        else:
            await self._decline(cause(why))

    async def _decline(self, why: Cause) -> None:
        self._end(why)
        if (phrase := SPOKEN.get(why.kind)) is not None:
            await self.call.play(phrase, early=True)

    def _end(self, why: Cause) -> None:
        self._ended = why
        if self._outcome is Outcome.FAILED:
            self._outcome = outcome_of_cause(why)

    # -- its record

    def record(self) -> CallRecord:
        """As of a live call, once it is over."""
        record = record_of(self._company, self._story, self.call)
        record.direction, record.caller_name = Direction.INTERNAL, self._person.name
        match self._to:
            case ToNumber(number=number):
                record.number = number.number
            case ToOutside(ways=ways):
                record.direction = Direction.OUTGOING
                record.number, record.trunk = ways[0].caller_id.number, ways[0].trunk.name
        record.outcome = self._outcome
        record.termination = termination(self._ended)
        return record
