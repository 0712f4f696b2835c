"""One company's queues at work: one engine, because agents are shared among them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from ringtree.calls.call import Call
from ringtree.calls.cause import Cause
from ringtree.calls.exchange import Exchange
from ringtree.company.model import Company
from ringtree.queues.agent import Presence
from ringtree.queues.decisions import AgentDecision, RefusalCause
from ringtree.queues.driver import Driver
from ringtree.queues.engine import QueueEngine
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.floor import Floor
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.places import HeldPlaces
from ringtree.queues.published import settings_of_all
from ringtree.queues.wait import QueueResult, Wait
from ringtree.queues.waiter import Waiter


class CompanyQueues:
    """One company's queues: the facts they are told, and the callers who wait in them."""

    __slots__ = ("_code", "_driver", "_exchange", "places")

    def __init__(
        self,
        code: str,
        exchange: Exchange,
        on_agent: Callable[[str, AgentDecision], None],
        stirred: Callable[[str], None],
    ) -> None:
        self._code = code
        self._exchange = exchange
        self._driver = Driver(code, exchange.clock, on_agent, stirred)
        self.places = HeldPlaces(self._driver)
        """Of those who are to be called back."""

    @property
    def engine(self) -> QueueEngine:
        """To be looked at; whoever tells it something does so by the methods here."""
        return self._driver.engine

    @property
    def floor(self) -> Floor:
        """See `QueueService.floor`."""
        return self._driver.floor

    @property
    def now(self) -> float:
        """The engine's time."""
        return self._driver.now

    @property
    def faults(self) -> int:
        """Impossible states that were found and repaired."""
        return self._driver.faults

    def state(self) -> dict[str, Any]:
        """See `Driver.state`."""
        return self._driver.state()

    def look_for_faults(self) -> None:
        """See `Driver.look_for_faults`."""
        self._driver.look_for_faults()

    # -- facts

    def configure(self, company: Company, kept: tuple[dict[str, Any], float] | None = None) -> None:
        """Tell the engine the queues, and what is known of agents that are new to it.

        `kept` is the state that a former process left, and when, in seconds since 1970.
        """
        now = self._driver.now
        self._driver.engine.configure(settings_of_all(company), now)
        if kept is not None:
            state, at = kept
            self._driver.engine.restore(state, now, away=max(0.0, time.time() - at))
        agents = {one for queue in company.queues.values() for one in queue.agents}
        for number in sorted(one for one in agents if one.startswith("+")):
            # Whether a number outside is reachable shows only when it is rung.
            self._driver.engine.agent_reachable(number, True, now)
        for extension in sorted(one for one in agents if not one.startswith("+")):
            account = company.account(extension)
            self._driver.engine.agent_reachable(
                extension, self._exchange.registrar.is_reachable(account), now
            )
            if self._exchange.occupancy.is_taken(account):
                self._driver.engine.agent_occupied(extension, now)
        self._driver.carry_out()

    def end_wrap_up(self, extension: str) -> bool:
        """An agent has written enough; False: there was no wrap-up."""
        ended = self._driver.engine.end_wrap_up(extension, self._driver.now)
        self._driver.carry_out()
        return ended

    def extend_wrap_up(self, extension: str, seconds: float) -> bool:
        """An agent needs so many seconds more to write; False: there was no wrap-up."""
        extended = self._driver.engine.extend_wrap_up(extension, seconds, self._driver.now)
        self._driver.carry_out()
        return extended

    def occupied(self, extension: str, *, taken: bool) -> None:
        """An extension was taken or given back, by whatever call."""
        tell = self._driver.engine.agent_occupied if taken else self._driver.engine.agent_free
        tell(extension, self._driver.now)
        self._driver.carry_out()

    def reachable(self, extension: str, *, reachable: bool) -> None:
        """An extension has a registered device, or none any more."""
        self._driver.engine.agent_reachable(extension, reachable, self._driver.now)
        self._driver.carry_out()

    def presence(self, extension: str, presence: Presence, reason: str | None) -> None:
        """An agent is ready, is not, or has logged out."""
        self._driver.engine.presence(extension, presence, self._driver.now, reason=reason)
        self._driver.carry_out()

    # -- callers

    async def wait(self, call: Call, waiter: Waiter, wait: Wait) -> QueueResult:
        """See `QueueService.wait`."""
        self._driver.carriers[call.id] = waiter
        call.activity = waiter
        call.timeline.joined(wait.queue)
        result = None
        try:
            await waiter.begin()
            self._driver.engine.join(
                call.id,
                wait.queue,
                self._driver.now,
                needs=wait.needs,
                caller=wait.caller,
                resumes=call.id,
            )
            self._driver.carry_out()
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
        return self._driver.engine.place_for(queue, self._driver.now, priority)

    def _forget(self, call: Call, waiter: Waiter) -> None:
        """The caller is out of the queue without a conversation, however that came about."""
        self._driver.engine.leave(call.id, self._driver.now)
        self._driver.carry_out()
        self._driver.carriers.pop(call.id, None)
        waiter.stop()

    async def converse(self, call: Call, result: QueueResult) -> Cause:
        """See `QueueService.converse`."""
        assert result.winner is not None, "nobody answered"
        try:
            self._driver.engine.talking(call.id, self._driver.now)
            self._driver.carry_out()
            return await call.converse(result.winner, result.music)
        finally:
            self._driver.engine.conversation_ended(call.id, self._driver.now)
            self._driver.carry_out()
            self._driver.carriers.pop(call.id, None)

    # -- what came of the rings

    def answered(self, offer_id: str, extension: str) -> None:
        """An agent's phone answered."""
        self._driver.engine.offer_answered(offer_id, extension, self._driver.now)
        self._driver.carry_out()

    def refused(self, offer_id: str, extension: str, why: RefusalCause) -> None:
        """An agent's phone can't be rung, or does not want to."""
        self._driver.engine.offer_refused(offer_id, extension, why, self._driver.now)
        self._driver.carry_out()

    def connection_lost(self, entry_id: str) -> None:
        """The agent was gone before the two could be connected."""
        self._driver.engine.connection_lost(entry_id, self._driver.now)
        self._driver.carry_out()

    def left_by_key(self, entry_id: str) -> None:
        """The caller has chosen something else than waiting."""
        self._driver.engine.leave(entry_id, self._driver.now, QueueOutcome.KEY_EXIT)
        self._driver.carry_out()
