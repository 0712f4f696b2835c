"""Drives the queue engines: carries out their decisions and tells them what came of it.

One engine for each company, because agents are shared among its queues. Everything here runs in
the event loop's thread, between two awaits, so a decision and its effect are one step.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Protocol

import structlog

from ringtree.calls.call import Call
from ringtree.calls.cause import Cause
from ringtree.calls.exchange import Exchange
from ringtree.company.model import Company, split_account
from ringtree.queues.agent import Presence
from ringtree.queues.current import current
from ringtree.queues.decisions import (
    AgentDecision,
    CallerDecision,
    Decision,
    Leave,
    PresenceChanged,
    RefusalCause,
    WrapUpBegan,
)
from ringtree.queues.engine import QueueEngine
from ringtree.queues.entry import EntryKind
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.floor import Floor
from ringtree.queues.look import look
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.published import settings_of_all
from ringtree.queues.wait import QueueResult, Wait
from ringtree.queues.waiter import Waiter
from ringtree.queues.watchdog import Fault, faults
from ringtree.storage.queue_states import QueueStates

log = structlog.get_logger(__name__)

#: Seconds between two looks whether a state must be kept: so much is forgotten by a crash.
KEEPING = 0.25
#: Seconds between two looks for impossible states.
WATCH = 10.0


class QueueService:
    """The queues of every company."""

    __slots__ = ("_changed", "_companies", "_exchange", "_states", "listeners", "on_agent")

    def __init__(self, exchange: Exchange, states: QueueStates | None = None) -> None:
        """`states` keeps places and wrap-ups for the next process; None: they die with this one."""
        self._exchange = exchange
        self._states = states
        self._changed: set[str] = set()
        """Companies of which something may have changed since their state was kept."""
        self._companies: dict[str, CompanyQueues] = {}
        self.on_agent: Callable[[str, AgentDecision], None] = _nobody
        """Told, with the company's code, what the engine has decided about an agent."""
        self.listeners: list[Callable[[str], None]] = []
        """Told a company's code whenever anything in its queues may have changed; must be quick."""
        exchange.occupancy.subscribe(self._on_occupancy)
        exchange.registrar.listen(self._on_reachable)

    def configure(self, company: Company) -> None:
        """Take over a company's queues as published; waiting callers keep their places."""
        queues = self._companies.get(company.code)
        if queues is None:
            queues = self._companies[company.code] = CompanyQueues(
                company.code,
                self._exchange,
                lambda code, decision: self.on_agent(code, decision),
                self._stirred,
            )
            kept = self._states.load(company.code) if self._states is not None else None
            queues.configure(company, kept)
        else:
            queues.configure(company)

    async def wait(self, call: Call, wait: Wait, step: Callable[..., Any]) -> QueueResult:
        """Let a caller wait in a queue until an agent answers or the queue lets go.

        `step` notes what happened, in order, for the call's trace. When the caller leaves, the
        task is cancelled in here, and the queue forgets the caller.
        """
        queues = self._companies[call.snapshot.code]
        waiter = Waiter(call, partial(current, call, wait.queue), queues, step, wait)
        return await queues.wait(call, waiter, wait)

    def place(self, code: str, name: str, priority: int = 0) -> int:
        """The place, from 1, of a caller who joined the company's queue now.

        Raises:
            UnknownQueue: there is no such queue any more.
        """
        return self._companies[code].place(name, priority)

    def presence(self, code: str, extension: str, presence: Presence, reason: str | None) -> None:
        """What a person says, or what is said by hours and phone; `reason` as people call it."""
        if (queues := self._companies.get(code)) is not None:
            queues.presence(extension, presence, reason)

    async def converse(self, call: Call, result: QueueResult) -> Cause:
        """Join the caller with the agent who answered, until one of them leaves."""
        return await self._companies[call.snapshot.code].converse(call, result)

    def company(self, code: str) -> CompanyQueues | None:
        """A company's queues, for those who hold places in them; None before there are any."""
        return self._companies.get(code)

    def all(self) -> list[tuple[str, CompanyQueues]]:
        """Every company's queues."""
        return list(self._companies.items())

    async def run(self) -> None:
        """Keep what must not be forgotten, and look for what can't be, until cancelled."""
        looked = self._exchange.clock()
        while True:
            await asyncio.sleep(KEEPING)
            self.keep()
            if self._exchange.clock() - looked >= WATCH:
                looked = self._exchange.clock()
                for queues in self._companies.values():
                    queues.look_for_faults()

    def keep(self) -> None:
        """Keep the state of every company in which something has changed."""
        if self._states is None:
            return
        changed, self._changed = self._changed, set()
        for code in changed:
            if not self._states.save(code, self._companies[code].state(), at=time.time()):
                self._changed.add(code)

    def floor(self, code: str) -> Floor | None:
        """A company's queues and agents, to be looked at; None before there are any."""
        queues = self._companies.get(code)
        return queues.floor if queues is not None else None

    def _stirred(self, code: str) -> None:
        self._changed.add(code)
        for listener in self.listeners:
            listener(code)

    def _on_occupancy(self, account: str, taken: bool) -> None:
        self._tell(account, lambda queues, extension: queues.occupied(extension, taken=taken))

    def _on_reachable(self, account: str, reachable: bool) -> None:
        self._tell(
            account, lambda queues, extension: queues.reachable(extension, reachable=reachable)
        )

    def _tell(self, account: str, fact: Callable[[CompanyQueues, str], None]) -> None:
        parts = split_account(account)
        if parts is not None and (queues := self._companies.get(parts[0])) is not None:
            fact(queues, parts[1])


class Carrier(Protocol):
    """Who carries out what is decided about one entry: a waiting caller, a callback."""

    def on_decision(self, decision: CallerDecision) -> None:
        """Carry out a decision, at once or in a task of one's own."""


class CompanyQueues:
    """One company's engine, its waiting callers, and its timer."""

    __slots__ = (
        "_busy",
        "_code",
        "_engine",
        "_exchange",
        "_on_agent",
        "_stirred",
        "_timer",
        "_timer_at",
        "_waiters",
        "faults",
    )

    def __init__(
        self,
        code: str,
        exchange: Exchange,
        on_agent: Callable[[str, AgentDecision], None],
        stirred: Callable[[str], None],
    ) -> None:
        self._code = code
        self._on_agent = on_agent
        self._stirred = stirred
        self._exchange = exchange
        self._engine = QueueEngine()
        self._waiters: dict[str, Carrier] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._busy = False
        self.faults = 0
        """Impossible states that were found and repaired."""

    @property
    def floor(self) -> Floor:
        """See `QueueService.floor`."""
        return self._engine.floor

    # -- facts

    def configure(self, company: Company, kept: tuple[dict[str, Any], float] | None = None) -> None:
        """Tell the engine the queues, and what is known of agents that are new to it.

        `kept` is the state that a former process left, and when, in seconds since 1970.
        """
        now = self._exchange.clock()
        self._engine.configure(settings_of_all(company), now)
        if kept is not None:
            state, at = kept
            self._engine.restore(state, now, away=max(0.0, time.time() - at))
        agents = {one for queue in company.queues.values() for one in queue.agents}
        for number in sorted(one for one in agents if one.startswith("+")):
            # Whether a number outside is reachable shows only when it is rung.
            self._engine.agent_reachable(number, True, now)
        for extension in sorted(one for one in agents if not one.startswith("+")):
            account = company.account(extension)
            self._engine.agent_reachable(
                extension, self._exchange.registrar.is_reachable(account), now
            )
            if self._exchange.occupancy.is_taken(account):
                self._engine.agent_occupied(extension, now)
        self._carry_out()

    @property
    def now(self) -> float:
        """The engine's time."""
        return self._exchange.clock()

    def state(self) -> dict[str, Any]:
        """What must not be forgotten, and what goes on now for others to see, as plain JSON."""
        return {**self._engine.snapshot(self._exchange.clock()), "look": look(self.floor)}

    def look_for_faults(self) -> None:
        """Put right whoever is in a state that cannot be, and count it."""
        now = self._exchange.clock()
        found = [*faults(self._engine.floor, now), *self._abandoned(now)]
        for fault in found:
            log.error("impossible state", company=self._code, who=fault.who, what=fault.what)
            fault.repair()
        self.faults += len(found)
        if found:
            self._carry_out()

    def _abandoned(self, now: float) -> Iterator[Fault]:
        """Places that nobody holds: their callers left without a word."""
        for entry_id in self._engine.floor.entries:
            if entry_id not in self._waiters:
                yield Fault(
                    entry_id,
                    "in a queue with nobody on the line",
                    partial(self._engine.leave, entry_id, now, QueueOutcome.FAILED),
                )

    def give_up_unheld(self) -> None:
        """Let go of restored places whose callbacks are over."""
        for entry_id in tuple(self._engine.floor.entries):
            if entry_id not in self._waiters:
                self.cancel(entry_id)

    def end_wrap_up(self, extension: str) -> bool:
        """An agent has written enough; False: there was no wrap-up."""
        ended = self._engine.end_wrap_up(extension, self._exchange.clock())
        self._carry_out()
        return ended

    def extend_wrap_up(self, extension: str, seconds: float) -> bool:
        """An agent needs so many seconds more to write; False: there was no wrap-up."""
        extended = self._engine.extend_wrap_up(extension, seconds, self._exchange.clock())
        self._carry_out()
        return extended

    def occupied(self, extension: str, *, taken: bool) -> None:
        """An extension was taken or given back, by whatever call."""
        tell = self._engine.agent_occupied if taken else self._engine.agent_free
        tell(extension, self._exchange.clock())
        self._carry_out()

    def reachable(self, extension: str, *, reachable: bool) -> None:
        """An extension has a registered device, or none any more."""
        self._engine.agent_reachable(extension, reachable, self._exchange.clock())
        self._carry_out()

    def presence(self, extension: str, presence: Presence, reason: str | None) -> None:
        """An agent is ready, is not, or has logged out."""
        self._engine.presence(extension, presence, self._exchange.clock(), reason=reason)
        self._carry_out()

    # -- callers

    async def wait(self, call: Call, waiter: Waiter, wait: Wait) -> QueueResult:
        """See `QueueService.wait`."""
        self._waiters[call.id] = waiter
        call.activity = waiter
        call.timeline.joined(wait.queue)
        result = None
        try:
            await waiter.begin()
            self._engine.join(
                call.id,
                wait.queue,
                self._exchange.clock(),
                needs=wait.needs,
                caller=wait.caller,
                resumes=call.id,
            )
            self._carry_out()
            self._publish("queue.joined", call, wait.queue)
            result = await waiter.run()
            return result
        except UnknownQueue:  # taken away by a revision newer than the caller's
            return QueueResult(QueueOutcome.CLOSED, None, ())
        finally:
            call.activity = None
            call.timeline.waiting.stop()
            call.timeline.ringing.stop()
            if result is None or result.winner is None:
                self._forget(call, waiter)
            outcome = result.outcome if result is not None else QueueOutcome.ABANDONED
            self._publish("queue.left", call, wait.queue, outcome=outcome.value)

    def _publish(self, kind: str, call: Call, queue: str, **data: Any) -> None:
        data |= {"queue": queue, "waited": round(call.timeline.waiting.total, 3)}
        data |= {"call": call.id, "caller": call.timeline.record.caller}
        self._exchange.events.publish(self._code, kind, data)

    def place(self, queue: str, priority: int) -> int:
        """See `QueueService.place`."""
        return self._engine.place_for(queue, self._exchange.clock(), priority)

    def _forget(self, call: Call, waiter: Waiter) -> None:
        """The caller is out of the queue without a conversation, however that came about."""
        self._engine.leave(call.id, self._exchange.clock())
        self._carry_out()
        self._waiters.pop(call.id, None)
        waiter.stop()

    async def converse(self, call: Call, result: QueueResult) -> Cause:
        """See `QueueService.converse`."""
        assert result.winner is not None, "nobody answered"
        try:
            self._engine.talking(call.id, self._exchange.clock())
            self._carry_out()
            return await call.converse(result.winner, result.music)
        finally:
            self._engine.conversation_ended(call.id, self._exchange.clock())
            self._carry_out()
            self._waiters.pop(call.id, None)

    # -- places of people who are to be called back

    def hold_place(
        self,
        entry_id: str,
        queue: str,
        carrier: Carrier,
        *,
        caller: str,
        needs: Needs = NO_NEEDS,
        resumes: str | None = None,
    ) -> None:
        """Let somebody who has hung up stand in a queue; `resumes` is the call that left it.

        Raises:
            UnknownQueue: there is no such queue any more.
        """
        self._waiters[entry_id] = carrier
        try:
            self._engine.join(
                entry_id,
                queue,
                self._exchange.clock(),
                needs=needs,
                caller=caller,
                kind=EntryKind.PLACEHOLDER,
                resumes=resumes,
            )
        except UnknownQueue:
            del self._waiters[entry_id]
            raise
        self._carry_out()

    def needs_of_left(self, queue: str, call: str) -> Needs | None:
        """What goes with a call that has just left a queue by a key; None: it has not."""
        return self._engine.needs_of_left(queue, call)

    def adopt(self, entry_id: str, carrier: Carrier) -> bool:
        """Carry out from now on what is decided about a place; False: it is not held."""
        if entry_id not in self._engine.floor.entries:
            return False
        self._waiters[entry_id] = carrier
        return True

    def forget(self, entry_id: str) -> None:
        """Nothing more is decided about a place."""
        self._waiters.pop(entry_id, None)

    def talking(self, entry_id: str) -> None:
        """Caller and agent hear each other."""
        self._engine.talking(entry_id, self._exchange.clock())
        self._carry_out()

    def conversation_ended(self, entry_id: str) -> None:
        """They no longer talk."""
        self._engine.conversation_ended(entry_id, self._exchange.clock())
        self._carry_out()

    def unreached(self, entry_id: str, *, again_at: float | None) -> None:
        """Whoever is to be called back was not reached; None: nor is to be tried again."""
        self._engine.unreached(entry_id, self._exchange.clock(), again_at=again_at)
        self._carry_out()

    def hand_over(self, entry_id: str, call: str) -> None:
        """Whoever was to be called back is on the line: the call has the place when it joins."""
        self._engine.hand_over(entry_id, call)

    def postpone(self, entry_id: str, until: float) -> None:
        """Do not call before then; the place is kept."""
        self._engine.postpone(entry_id, until, self._exchange.clock())
        self._carry_out()

    def cancel(self, entry_id: str) -> None:
        """The place is not wanted any more."""
        self._engine.leave(entry_id, self._exchange.clock(), QueueOutcome.CANCELLED)
        self._carry_out()

    # -- what came of the rings

    def answered(self, offer_id: str, extension: str) -> None:
        """An agent's phone answered."""
        self._engine.offer_answered(offer_id, extension, self._exchange.clock())
        self._carry_out()

    def refused(self, offer_id: str, extension: str, why: RefusalCause) -> None:
        """An agent's phone can't be rung, or does not want to."""
        self._engine.offer_refused(offer_id, extension, why, self._exchange.clock())
        self._carry_out()

    def connection_lost(self, entry_id: str) -> None:
        """The agent was gone before the two could be connected."""
        self._engine.connection_lost(entry_id, self._exchange.clock())
        self._carry_out()

    def left_by_key(self, entry_id: str) -> None:
        """The caller has chosen something else than waiting."""
        self._engine.leave(entry_id, self._exchange.clock(), QueueOutcome.KEY_EXIT)
        self._carry_out()

    # -- decisions

    def _carry_out(self) -> None:
        """Carry out every decision in order, also those that carrying out one brings about."""
        if self._busy:
            return
        self._busy = True
        try:
            while self._engine.decisions:
                self._hand_over(self._engine.decisions.popleft())
        finally:
            self._busy = False
        self._arm()
        self._stirred(self._code)

    def _hand_over(self, decision: Decision) -> None:
        if isinstance(decision, PresenceChanged | WrapUpBegan):
            self._on_agent(self._code, decision)
            return
        waiter = self._waiters.get(decision.entry_id)
        if waiter is not None:
            waiter.on_decision(decision)
        elif not isinstance(decision, Leave):
            log.error("decision for nobody", company=self._code, decision=repr(decision))

    def _arm(self) -> None:
        """See to it that the engine is woken when it next wants to be."""
        when = self._engine.next_timer()
        if self._timer is not None:
            if when == self._timer_at:
                return
            self._timer.cancel()
            self._timer = None
        if when is not None:
            self._timer_at = when
            delay = max(0.0, when - self._exchange.clock())
            self._timer = asyncio.get_running_loop().call_later(delay, self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        self._engine.handle_timer(self._exchange.clock())
        self._carry_out()


def _nobody(_code: str, _decision: AgentDecision) -> None:
    """Nobody wants to hear of agents."""
