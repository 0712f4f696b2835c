"""Calls that a program places for a person: the person's phones ring first, then the number.

Both legs are one call with one record, of the kind it would be if the person had dialled.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call, CallRefused, new_call_id
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.exchange import Exchange
from ringtree.calls.hunt import Hunt, Plan
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import Target
from ringtree.calls.targets import extension_target, outside_target
from ringtree.calls.timeline import Timeline, termination, utc_now
from ringtree.company.model import Person
from ringtree.explained import Explained
from ringtree.flows.dialled import RING_TIME
from ringtree.flows.live import LiveCall
from ringtree.flows.outcome import outcome_of_cause
from ringtree.flows.service import CallService
from ringtree.flows.trace import FlowTrace
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, Direction
from ringtree.routing.directory import Snapshot
from ringtree.routing.outbound import (
    Destination,
    Nowhere,
    ToCode,
    ToNumber,
    ToOutside,
    route_outbound,
)

#: Seconds the person's own phones ring: whoever clicked sits beside them.
OWN_RING_TIME = 30.0


class CannotPlace(Explained):
    """The call can't be placed; the message says why."""


@dataclass(frozen=True, slots=True)
class Placing:
    """One call that is to be placed."""

    snapshot: Snapshot
    person: Person
    dialled: str
    to: Destination


class ClickToCall:
    """Places calls for people."""

    __slots__ = ("_calls", "_exchange")

    def __init__(self, exchange: Exchange, calls: CallService) -> None:
        self._exchange = exchange
        self._calls = calls

    def place(
        self, company: str, extension: str, dialled: str, *, presenting: str | None = None
    ) -> str:
        """Begin a call of a person to what the person might dial; the call's id.

        It goes on by itself: the record says what became of it. `presenting` is a number that the
        person may present, or "anonymous".

        Raises:
            CannotPlace: there is no such person, or the number can't be called by them.
        """
        placing = self._placing(company, extension, dialled, presenting)
        call = self._call(placing)
        self._exchange.tasks.start(self._run(call, placing), name=f"placing {call.id}")
        return call.id

    def _placing(self, code: str, extension: str, dialled: str, presenting: str | None) -> Placing:
        snapshot = self._exchange.directory.company(code)
        person = snapshot.company.person(extension) if snapshot else None
        if snapshot is None or person is None:
            raise CannotPlace(
                f"nobody has the internal number {extension}",
                f"внутреннего номера {extension} ни у кого нет",
            )
        is_open = partial(self._calls.world.is_open, snapshot.company)
        to = route_outbound(snapshot, person, dialled, is_open=is_open, chosen=presenting)
        if isinstance(to, Nowhere):
            raise CannotPlace(to.reason, to.russian)
        if isinstance(to, ToCode):
            raise CannotPlace(
                f"{dialled} is a feature code, for the person's own telephone",
                f"{dialled} — код, его набирают на своём телефоне",
            )
        if isinstance(to, ToNumber):
            raise CannotPlace(
                f"{dialled} is the company's own number", f"{dialled} — номер самой компании"
            )
        return Placing(snapshot, person, dialled, to)

    def _call(self, placing: Placing) -> Call:
        person, snapshot, to = placing.person, placing.snapshot, placing.to
        record = CallRecord(
            id=new_call_id(),
            company=snapshot.code,
            direction=Direction.INTERNAL,
            caller=person.extension,
            caller_name=person.name,
            called=placing.dialled,
            revision=snapshot.revision,
            started=utc_now(),
        )
        if isinstance(to, ToOutside):
            first = to.ways[0]
            record.direction = Direction.OUTGOING
            record.number, record.trunk = first.caller_id.number, first.trunk.name
        # The own phone shows whom it is about to call.
        shown = Presentation(placing.dialled, placing.dialled.lstrip("*#+") or "0")
        timeline = Timeline(record, self._exchange.clock)
        return Call.of_ours(self._exchange, snapshot, shown, timeline)

    async def _run(self, call: Call, placing: Placing) -> None:
        """Ring the person, then let the call be served as if the person had dialled."""
        trace = FlowTrace(self._exchange.clock)
        call.timeline.record.trace = trace.entries
        attempt: Attempt | None = None
        why = cause(CauseKind.CANCELLED)
        try:
            await call.begin()
            attempt, why = await self._reach(call, placing)
        except CallRefused as refused:
            why = refused.cause
        finally:
            if attempt is None:
                self._close(call, why)
        if attempt is not None:
            shown = Presentation(placing.person.name, placing.person.extension)
            call.take_back(attempt, shown)
            work = partial(self._connect, self._target(placing))
            self._calls.serve_back(call, trace, work, (_Held(attempt),))

    async def _reach(self, call: Call, placing: Placing) -> tuple[Attempt | None, Cause]:
        registrar, extension = self._exchange.registrar, placing.person.extension
        own = extension_target(registrar, placing.snapshot, extension)
        result = await Hunt(call, Plan(waves=[[own]], ring_time=OWN_RING_TIME)).run()
        for tried, why in result.failures:
            call.timeline.tried(tried, why)
        return result.winner, result.cause

    def _target(self, placing: Placing) -> Target:
        snapshot, extension = placing.snapshot, placing.person.extension
        if isinstance(placing.to, ToOutside):
            return outside_target(self._exchange.trunks, snapshot, placing.to, extension)
        return extension_target(self._exchange.registrar, snapshot, placing.dialled)

    async def _connect(self, target: Target, live: LiveCall, trace: FlowTrace) -> Outcome:
        trace.enter(target.label, "dial")
        why = await live.connect(target, RING_TIME)
        trace.leave(why.kind)
        if live.has_talked:
            return Outcome.ANSWERED
        return outcome_of_cause(why)

    def _close(self, call: Call, why: Cause) -> None:
        """The person did not answer: a record all the same."""
        record = call.timeline.finish(None, outcome_of_cause(why), termination(why))
        self._exchange.records.write(record)
        self._exchange.tasks.start(_close_media(call), name=f"{call.id} media")


@dataclass(frozen=True, slots=True)
class _Held:
    """The person's extension, until the call is over."""

    attempt: Attempt

    def release(self) -> None:
        """Give it back."""
        self.attempt.cancel(cause(CauseKind.NORMAL))


async def _close_media(call: Call) -> None:
    await call.close_media()
