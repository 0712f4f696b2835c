"""The queues of every company: configured, kept for the next process, told what happens to phones.

One engine for each company, because agents are shared among its queues (`company_queues`).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from ringtree.calls.call import Call
from ringtree.calls.cause import Cause
from ringtree.calls.exchange import Exchange
from ringtree.company.model import Company, split_account
from ringtree.queues.agent import Presence
from ringtree.queues.company_queues import CompanyQueues
from ringtree.queues.current import current
from ringtree.queues.decisions import AgentDecision
from ringtree.queues.floor import Floor
from ringtree.queues.wait import QueueResult, Wait
from ringtree.queues.waiter import Waiter
from ringtree.storage.queue_states import QueueStates

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


def _nobody(_code: str, _decision: AgentDecision) -> None:
    """Nobody wants to hear of agents."""
