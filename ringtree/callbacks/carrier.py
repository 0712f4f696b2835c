"""Carries out what the queue decides about one place that is kept for somebody to call back.

*Caller first*: when the place is due the person is called; who presses 1 joins the queue as a
caller, and the queue gives the kept place back by the number. *Agent first*: the agents are rung
as for a waiting caller, who is called only when one of them has answered and waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any, Protocol

import structlog

from ringtree.callbacks.callback import Callback
from ringtree.callbacks.calls import CallbackCalls, Work
from ringtree.callbacks.customer import Customer
from ringtree.callbacks.waiting_agent import WaitingAgent
from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call, CallRefused
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.target import Target
from ringtree.calls.targets import outside_target
from ringtree.company.callbacks import Callbacks
from ringtree.flows.control import CallOver, QueueRequest
from ringtree.flows.live import LiveCall
from ringtree.flows.runner import CALLER_LEFT
from ringtree.flows.trace import FlowTrace, TracedCall
from ringtree.prompts.phrases import NOBODY_AVAILABLE
from ringtree.queues.company_queues import CompanyQueues
from ringtree.queues.current import current
from ringtree.queues.decisions import CallBack, CallerDecision, Leave, RefusalCause, Ring
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.wait import Wait
from ringtree.queues.waiter import Waiter
from ringtree.records.outcome import Outcome
from ringtree.routing.choice import IsOpen
from ringtree.routing.outbound import Nowhere, route_outside
from ringtree.tasks import TaskOwner

log = structlog.get_logger(__name__)


class Desk(Protocol):
    """What a carrier needs of the service."""

    def settings(self, callback: Callback) -> Callbacks:
        """How the queue calls back now."""

    def wait_for(self, callback: Callback) -> float | None:
        """In how many seconds the person may be called, 0: now; None: not any more."""

    def give_up(self, callback_id: str) -> None:
        """The promise can't be kept any more."""

    def is_open(self, company: str) -> IsOpen:
        """Whether a schedule of the company is open."""

    def reached(self, callback_id: str) -> None:
        """The person is on the line."""

    def unreached(self, callback_id: str, why: Cause) -> float | None:
        """An attempt failed: when to try again, by the engine's clock; None: not any more."""

    def left(self, callback_id: str, outcome: QueueOutcome) -> None:
        """The place is given up."""


class Carrier:
    """One kept place. Its tasks are the service's, and end with it."""

    __slots__ = (
        "_callback",
        "_calls",
        "_desk",
        "_is_stopped",
        "_queues",
        "_task",
        "_tasks",
        "_waiter",
    )

    def __init__(
        self,
        callback: Callback,
        desk: Desk,
        calls: CallbackCalls,
        queues: CompanyQueues,
        tasks: TaskOwner,
    ) -> None:
        self._callback = callback
        self._desk = desk
        self._calls = calls
        self._queues = queues
        self._tasks = tasks
        self._task: asyncio.Task[None] | None = None
        self._waiter: Waiter | None = None
        self._is_stopped = False

    @property
    def entry_id(self) -> str:
        """What the engine calls the place."""
        return self._callback.entry_id

    def on_decision(self, decision: CallerDecision) -> None:
        """Carry out a decision, in a task where it needs a moment."""
        match decision:
            case _ if self._is_stopped:
                pass
            case CallBack() if self._may_call():
                self._start(self._caller_first())
            case Leave(outcome=outcome):
                self._left(decision, outcome)
            case _ if self._waiter is not None:
                self._waiter.on_decision(decision)
            case Ring() if self._may_call():
                self._begin_agents(decision)

    @property
    def is_calling(self) -> bool:
        """Whether the person is being called, or an agent waits for that."""
        is_busy = self._task is not None and not self._task.done()
        return is_busy and (self._waiter is None or self._waiter.has_winner)

    def _may_call(self) -> bool:
        """Whether somebody may be called now who stood in the queue for longer than foreseen."""
        wait = self._desk.wait_for(self._callback)
        if wait is None:
            self._desk.give_up(self._callback.id)
        elif wait > 0:
            self._queues.places.postpone(self.entry_id, self._queues.places.now + wait)
        return wait == 0

    def stop(self) -> None:
        """Give up whatever is under way, and begin nothing more: the server stops."""
        self._is_stopped = True
        self._cancel()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._task = self._tasks.start(work, name=self.entry_id)

    def _left(self, decision: Leave, outcome: QueueOutcome) -> None:
        self._queues.places.forget(self.entry_id)
        self._desk.left(self._callback.id, outcome)
        if self._waiter is not None:
            self._waiter.on_decision(decision)
        else:
            self._cancel()  # somebody may be being called; whoever was reached is no longer ours

    # -- the caller first

    async def _caller_first(self) -> None:
        call, trace = self._new_call()
        customer = self._customer(call)
        try:
            await call.begin()
            why = await customer.reach()
        except CallRefused as refused:
            why = refused.cause
        except asyncio.CancelledError:
            trace.leave("cancelled")
            self._calls.close(call, trace, customer.attempt, cause(CauseKind.CANCELLED))
            raise
        if why is not None:
            self._failed(call, trace, customer, why)
        else:
            self._queues.places.hand_over(self.entry_id, call.id)
            self._reached(call, trace, customer, self._wait)

    async def _wait(self, live: LiveCall, trace: FlowTrace) -> Outcome:
        """The person is on the line and waits, at the head as a rule."""
        trace.enter("queue", "queue")
        needs = self._callback.needs
        live.carried.priority = needs.priority
        try:
            left = await TracedCall(live, trace).queue(
                QueueRequest(
                    queue=self._callback.queue, required=needs.required, preferred=needs.preferred
                )
            )
        except CallOver:
            trace.leave(CALLER_LEFT)
            raise
        finally:
            self._queues.places.cancel(self.entry_id)  # where the call has not taken it over
        trace.leave(left.outcome.value)
        if left.outcome.value == QueueOutcome.ANSWERED:
            return Outcome.ANSWERED
        trace.enter("goodbye", "hang_up")
        await TracedCall(live, trace).play(NOBODY_AVAILABLE)
        trace.leave("next")
        return Outcome.OVERFLOW

    # -- an agent first

    def _begin_agents(self, ring: Ring) -> None:
        call, trace = self._new_call()
        name = self._callback.queue
        wait = Wait(queue=name, outside=partial(self._agent_outside, call, trace))
        self._waiter = Waiter(call, partial(current, call, name), self, trace.step, wait)
        self._waiter.on_decision(ring)
        self._start(self._agent_first(call, trace, self._waiter))

    def _agent_outside(self, call: Call, trace: FlowTrace, number: str) -> Target | None:
        """An agent's number outside, as the company calls it."""
        own = call.snapshot.company.outgoing_number or ""
        is_open = self._desk.is_open(self._callback.company)
        to = route_outside(call.snapshot, number, presented=own, dialled="", is_open=is_open)
        if isinstance(to, Nowhere):
            trace.step(unreachable=number, reason=to.reason)
            return None
        return outside_target(call.exchange.trunks, call.snapshot, to, None)

    async def _agent_first(self, call: Call, trace: FlowTrace, waiter: Waiter) -> None:
        agent: Attempt | None = None
        try:
            await call.begin()
            await waiter.begin()
            agent = (await waiter.run()).winner
        except CallRefused as refused:
            log.warning("nobody rung for a callback", reason=refused.cause.text)
        finally:
            self._waiter = None
            if agent is None:
                waiter.stop()
                self._nobody_answered(call, trace)
        if agent is not None:
            await self._with_agent(call, trace, agent)

    def _nobody_answered(self, call: Call, trace: FlowTrace) -> None:
        """No agent did before it was over: what was rung counts, and without it nothing was."""
        if any("rung" in step for step in trace.entries[0].facts.get("steps", ())):
            trace.leave("cancelled")
            self._calls.close(call, trace, None, cause(CauseKind.CANCELLED))
        else:
            self._calls.release(call)

    async def _with_agent(self, call: Call, trace: FlowTrace, agent: Attempt) -> None:
        """An agent has answered and waits: call the person."""
        customer, waiting = self._customer(call), WaitingAgent(call, agent, self._tasks)
        try:
            why = await waiting.call(customer)
            if why is not None:
                await waiting.say_unreached()
        except asyncio.CancelledError:
            agent.cancel(cause(CauseKind.CANCELLED))
            trace.leave("cancelled")
            self._calls.close(call, trace, customer.attempt, cause(CauseKind.CANCELLED))
            raise
        if why is not None:
            agent.cancel(cause(CauseKind.NORMAL))
            self._failed(call, trace, customer, why, agent_left=waiting.has_left)
        else:
            work = partial(self._converse, agent)
            self._reached(call, trace, customer, work)

    async def _converse(self, agent: Attempt, live: LiveCall, trace: FlowTrace) -> Outcome:
        trace.enter("queue", "queue")
        trace.step(queued=self._callback.queue, **self._callback.needs.to_dict())
        trace.step(answered=agent.target.label)
        self._queues.places.talking(self.entry_id)
        try:
            await live.converse(agent)
        finally:
            self._queues.places.conversation_ended(self.entry_id)
            trace.leave(QueueOutcome.ANSWERED)
        return Outcome.ANSWERED

    # -- for the agents' waiter

    def answered(self, offer_id: str, extension: str) -> None:
        """An agent's phone answered."""
        self._queues.answered(offer_id, extension)

    def refused(self, offer_id: str, extension: str, why: RefusalCause) -> None:
        """An agent's phone can't be rung, or does not want to."""
        self._queues.refused(offer_id, extension, why)

    def connection_lost(self, _entry_id: str) -> None:
        """The agent was gone before anything could be done."""
        self._queues.connection_lost(self.entry_id)

    def left_by_key(self, _entry_id: str) -> None:
        """Nobody listens yet who could press one."""

    # -- both

    def _new_call(self) -> tuple[Call, FlowTrace]:
        call = self._calls.new(self._callback)
        trace = FlowTrace(call.exchange.clock)
        trace.enter("callback", "callback")
        call.timeline.record.trace = trace.entries
        return call, trace

    def _reached(self, call: Call, trace: FlowTrace, customer: Customer, work: Work) -> None:
        trace.note(called=self._callback.number, accepted=True)
        trace.leave("reached")
        self._desk.reached(self._callback.id)
        assert customer.attempt is not None
        self._calls.serve(call, trace, customer.attempt, work)

    def _customer(self, call: Call) -> Customer:
        settings = self._desk.settings(self._callback)
        return Customer(call, self._callback, settings, self._desk.is_open(self._callback.company))

    def _failed(
        self,
        call: Call,
        trace: FlowTrace,
        customer: Customer,
        why: Cause,
        *,
        agent_left: bool = False,
    ) -> None:
        trace.note(called=self._callback.number, accepted=False, why=why.text)
        if agent_left:
            trace.note(agent_left=True)
        trace.leave(why.kind.value)
        self._calls.close(call, trace, customer.attempt, why)
        if agent_left:
            self._queues.connection_lost(self.entry_id)
            return
        again_at = self._desk.unreached(self._callback.id, why)
        self._queues.places.unreached(self.entry_id, again_at=again_at)
