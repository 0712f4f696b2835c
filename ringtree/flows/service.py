"""The life of every call: a task that serves it, and one record when it is over."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from ringtree.calls.call import Call
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.exchange import Exchange
from ringtree.calls.target import Target
from ringtree.calls.timeline import termination
from ringtree.calls.transfer import Releasable
from ringtree.calls.trunk_load import RETRY_AFTER
from ringtree.company.feature_code import CodeType
from ringtree.company.feature_code import Dialled as DialledCode
from ringtree.company.model import Person, Tree
from ringtree.company.prompt import Language
from ringtree.flows.code import Dialler
from ringtree.flows.code_runner import run_code
from ringtree.flows.control import CallerLeft, CallOver
from ringtree.flows.dialled import RING_TIME, SPOKEN
from ringtree.flows.live import LiveCall
from ringtree.flows.mailbox.tree import mailbox_tree, ring_time, tree_after
from ringtree.flows.outcome import outcome_of_cause, outcome_of_flow
from ringtree.flows.runner import ERROR, FlowRunner
from ringtree.flows.told import ended, moved, started
from ringtree.flows.trace import FlowTrace
from ringtree.flows.world import World
from ringtree.prompts.phrases import (
    EXTENSION_BUSY,
    EXTENSION_UNREACHABLE,
    NO_ANSWER,
)
from ringtree.queues.service import QueueService
from ringtree.records.outcome import Outcome
from ringtree.records.trace import TraceEntry
from ringtree.tasks import TaskOwner

log = structlog.get_logger(__name__)

#: Seconds a stopping server waits for its calls to end; BYEs are out long before.
STOP_LIMIT = 5.0

_REASONS = {
    CauseKind.BUSY: EXTENSION_BUSY,
    CauseKind.UNREACHABLE: EXTENSION_UNREACHABLE,
    CauseKind.NO_ANSWER: NO_ANSWER,
}


Work = Coroutine[Any, Any, Outcome]


class UnknownCall(Exception):
    """The company has no such call; it may just have ended."""

    def __init__(self, call_id: str) -> None:
        super().__init__(f"there is no call {call_id!r} (any more)")
        self.call_id = call_id


class NowhereToMove(Exception):
    """The call walks no tree, or its company's trees have no such node."""

    def __init__(self, tree: str, node: str) -> None:
        super().__init__(f"the call can't go on at {tree}/{node}")
        self.tree = tree
        self.node = node


@dataclass(frozen=True, slots=True)
class Dialled:
    """Whom a person dialled; `extension` if it is a colleague."""

    target: Target
    extension: str | None = None


class CallService:
    """Runs calls. `calls` are those that are going on, and `traces` their ways so far, by id."""

    __slots__ = (
        "_closing",
        "_exchange",
        "_idle",
        "_is_stopping",
        "_queues",
        "_runners",
        "_world",
        "calls",
        "traces",
    )

    def __init__(
        self, exchange: Exchange, queues: QueueService, world: World | None = None
    ) -> None:
        self._exchange = exchange
        self._queues = queues
        self._world = world or World()
        self.calls: dict[str, Call] = exchange.calls
        self._closing = TaskOwner("media of ended calls")
        self._is_stopping = False
        self._idle = asyncio.Event()
        self._idle.set()
        self.traces: dict[str, FlowTrace] = {}
        self._runners: dict[str, FlowRunner] = {}

    # -- the five things that become of an INVITE

    def walk(self, call: Call, tree: Tree, held: Sequence[Releasable], *, called: str) -> None:
        """Let the caller walk a tree, of the company or made for the number that was called."""
        number = call.snapshot.company.number(called)
        language = (number.language if number else None) or call.snapshot.company.language
        trace = self._trace(call)
        live = self._live(call, trace, called, language)
        self._start(call, self._walk(call, tree, live, trace), held)

    def connect(self, call: Call, dialled: Dialled, held: Sequence[Releasable]) -> None:
        """Connect the caller with one person or one number outside."""
        trace = self._trace(call)
        language = call.snapshot.company.language
        live = self._live(call, trace, dialled.target.label, language)
        self._start(call, self._connect(call, dialled, live, trace), held)

    def leave(self, call: Call, mailbox: str, held: Sequence[Releasable]) -> None:
        """Let the caller leave a message in a mailbox that was dialled."""
        trace = self.traces[call.id] = FlowTrace(self._exchange.clock)
        live = self._live(call, trace, call.timeline.record.called, call.snapshot.company.language)
        self._start(call, self._walk(call, mailbox_tree(mailbox), live, trace), held)

    def serve_code(
        self, call: Call, code: DialledCode, who: Person, held: Sequence[Releasable]
    ) -> None:
        """Do for a person of the company what a feature code is for."""
        trace = self._trace(call)
        company = call.snapshot.company
        live = self._live(call, trace, call.timeline.record.called, company.language)
        dialler = Dialler(company=company, person=who, digits=code.digits, world=self._world)
        self._start(call, self._serve_code(call, code.kind, live, dialler, trace), held)

    def decline(self, call: Call, why: Cause, held: Sequence[Releasable]) -> None:
        """Refuse the caller; aloud, where the caller can't know why."""
        if why.kind not in SPOKEN:
            self.refuse(call, why, held)
            return
        trace = self._trace(call)
        called, language = call.timeline.record.called, call.snapshot.company.language
        live = self._live(call, trace, called, language)
        self._start(call, self._decline(call, why, live), held)

    async def _decline(self, call: Call, why: Cause, live: LiveCall) -> Outcome:
        await live.tell(SPOKEN[why.kind])
        call.end(why)
        return outcome_of_cause(why)

    @property
    def world(self) -> World:
        """What trees may ask beyond their calls."""
        return self._world

    def _trace(self, call: Call) -> FlowTrace:
        def told(entry: TraceEntry) -> None:
            self._exchange.events.publish(call.snapshot.code, "call.moved", moved(call, entry))

        trace = self.traces[call.id] = FlowTrace(self._exchange.clock, told)
        return trace

    def serve_back(
        self,
        call: Call,
        trace: FlowTrace,
        work: Callable[[LiveCall, FlowTrace], Work],
        held: Sequence[Releasable],
    ) -> None:
        """Run a call that we began, whose caller has been reached; `work` is done for it."""
        self.traces[call.id] = trace
        live = self._live(call, trace, call.timeline.record.called, call.snapshot.company.language)
        self._start(call, self._worked(call, work(live, trace)), held)

    async def _worked(self, call: Call, work: Work) -> Outcome:
        outcome = await work
        call.end(cause(CauseKind.NORMAL))
        return outcome

    def _live(self, call: Call, trace: FlowTrace, called: str, language: Language) -> LiveCall:
        world = self._world
        return LiveCall(call, self._queues, trace, called=called, language=language, world=world)

    def refuse(
        self,
        call: Call,
        why: Cause,
        held: Sequence[Releasable] = (),
        *,
        retry_after: int | None = None,
    ) -> None:
        """Refuse the caller, with a record."""
        call.end(why, retry_after=retry_after)
        self._finish(call, outcome_of_cause(why), held)

    async def stop(self) -> None:
        """End every call: BYE to all, a record for each, and what was measured of the media.

        Who calls from now on is refused.
        """
        self._is_stopping = True
        for call in tuple(self.calls.values()):
            call.leave(cause(CauseKind.SHUTDOWN))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_LIMIT):
                await self._idle.wait()
        await self._closing.finish(limit=STOP_LIMIT)
        await self._closing.stop()

    # -- what supervisors do

    def end(self, code: str, call_id: str) -> None:
        """End a company's call, for both sides.

        Raises:
            UnknownCall: the company has no such call (any more).
        """
        self._found(code, call_id).leave(cause(CauseKind.SUPERVISOR))

    def move(self, code: str, call_id: str, tree: str, node: str) -> None:
        """Take a caller out of whatever they are in, and go on at a node.

        The trees are those of the revision the caller entered with.

        Raises:
            UnknownCall: the company has no such call (any more).
            NowhereToMove: the call walks no tree, or there is no such node.
        """
        call = self._found(code, call_id)
        runner, found = self._runners.get(call_id), call.snapshot.company.trees.get(tree)
        if runner is None or found is None or node not in found.nodes or call.gone is not None:
            raise NowhereToMove(tree, node)
        runner.send_to(found, node)
        call.interrupt()

    def _found(self, code: str, call_id: str) -> Call:
        call = self.calls.get(call_id)
        if call is None or call.snapshot.code != code:
            raise UnknownCall(call_id)
        return call

    # -- the tasks

    def _start(self, call: Call, work: Work, held: Sequence[Releasable]) -> None:
        self.calls[call.id] = call
        call.holds = list(held)
        self._idle.clear()
        self._exchange.events.publish(call.snapshot.code, "call.started", started(call))
        if self._is_stopping:
            call.leave(cause(CauseKind.SHUTDOWN))
        self._exchange.tasks.start(self._serve(call, work), name=call.id)

    async def _serve(self, call: Call, work: Work) -> None:
        outcome = Outcome.FAILED
        call.attend()
        try:
            outcome = await work
        except asyncio.CancelledError:
            if call.gone is None:
                raise
            outcome = outcome_of_cause(call.gone)
        except CallOver:
            outcome = outcome_of_cause(call.gone or cause(CauseKind.ERROR))
        except Exception:
            log.exception("call failed", call=call.id)
            call.end(cause(CauseKind.ERROR))
        finally:
            del self.calls[call.id], self.traces[call.id]
            self._finish(call, outcome, call.holds)
            if not self.calls:
                self._idle.set()

    async def _walk(self, call: Call, tree: Tree, live: LiveCall, trace: FlowTrace) -> Outcome:
        call.timeline.record.trace = trace.entries
        runner = FlowRunner(tree, live, trace, clock=self._exchange.clock)
        self._runners[call.id] = runner
        try:
            result = await runner.run()
        finally:
            del self._runners[call.id]
        talked = call.timeline.record.answered_by is not None
        return outcome_of_flow(result, trace.entries, talked=talked)

    async def _connect(
        self, call: Call, dialled: Dialled, live: LiveCall, trace: FlowTrace
    ) -> Outcome:
        call.timeline.record.trace = trace.entries
        trace.enter(dialled.target.label, "dial")
        company = call.snapshot.company
        limit = ring_time(company, dialled.extension, RING_TIME)
        why = await live.connect(dialled.target, limit)
        trace.leave(why.kind)
        if call.timeline.record.answered_by is not None:
            call.end(why)
            return Outcome.ANSWERED
        if (tree := tree_after(company, dialled.extension, why.kind)) is not None:
            return await self._walk(call, tree, live, trace)
        if why.kind in SPOKEN:
            return await self._decline(call, why, live)
        text = reason_phrase(why, call.snapshot.company.language)
        retry_after = RETRY_AFTER if why.kind is CauseKind.OVERLOADED else None
        call.end(why, text=text, retry_after=retry_after)
        return outcome_of_cause(why)

    async def _serve_code(
        self, call: Call, kind: CodeType, live: LiveCall, dialler: Dialler, trace: FlowTrace
    ) -> Outcome:
        call.timeline.record.trace = trace.entries
        try:
            result, refused = await run_code(kind, live, dialler, trace)
        except CallerLeft:
            return Outcome.SERVED
        if result == ERROR:
            return Outcome.FAILED
        return Outcome.SERVED if refused is None else Outcome.REJECTED

    def _finish(self, call: Call, outcome: Outcome, held: Sequence[Releasable]) -> None:
        """Close everything; the record is on disk before the caller hears of the end."""
        why = call.gone or cause(CauseKind.NORMAL)
        call.end(why)
        for one in held:
            one.release()
        try:
            record = call.timeline.finish(call.caller, outcome, termination(why))
            self._exchange.records.write(record)
        finally:
            call.dismiss()
        self._exchange.events.publish(call.snapshot.code, "call.ended", ended(record))
        if call.has_media:
            self._closing.start(self._close_media(call), name=call.id)

    async def _close_media(self, call: Call) -> None:
        quality = await call.close_media()
        if quality:
            self._exchange.records.add_quality(call.id, quality)


def reason_phrase(why: Cause, language: Language) -> str | None:
    """What the phone of whoever dialled shows; None for the standard's own words."""
    phrase = _REASONS.get(why.kind)
    return phrase.text(language) if phrase else None
