"""The company's queues as a simulated caller finds them: the real engine on a virtual clock."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import Any

from ringtree.company.model import Company
from ringtree.flows.control import QueueRequest
from ringtree.flows.simulation.script import RINGING, TALKING, Agents, Manner
from ringtree.queues.decisions import (
    Connect,
    Decision,
    ReleaseAgent,
    Ring,
    StopRinging,
)
from ringtree.queues.engine import QueueEngine
from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.published import settings_of_all

CALLER = "caller"

Told = Callable[[Decision], None]


class QueueFloor:
    """Agents and other callers. `now` is seconds; it never goes back.

    Agents behave as they are said to all the time. The callers who wait before ours come to a
    queue right before it, talk as long as anybody, and never give up.
    """

    __slots__ = ("_agents", "_due", "_engine", "_numbers", "_seeded", "_told", "_waiting", "now")

    def __init__(self, company: Company, agents: Agents, waiting: int) -> None:
        self.now = 0.0
        self._agents = agents
        self._waiting = waiting
        self._engine = QueueEngine()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()
        self._seeded: set[str] = set()
        self._told: Told = _nobody
        self._engine.configure(settings_of_all(company), 0.0)
        for extension in {one for queue in company.queues.values() for one in queue.agents}:
            manner = self._manner(extension)
            self._engine.agent_reachable(extension, manner is not Manner.NONE, 0.0)
            if manner is Manner.BUSY:
                self._engine.agent_occupied(extension, 0.0)
        self._carry_out()

    def _manner(self, agent: str) -> Manner:
        outside = agent.startswith("+")
        return self._agents.outside(agent) if outside else self._agents.of(agent)

    def place(self, queue: str, priority: int) -> int:
        """The place of our caller, joining now."""
        if queue in self._seeded:
            return self._engine.place_for(queue, self.now, priority)
        return 1 if priority > 0 else self._waiting + 1

    def join(
        self, request: QueueRequest, priority: int, caller: str, now: float, told: Told
    ) -> None:
        """Our caller joins; `told` hears of every decision about it."""
        self.advance(now)
        queue = request.queue
        if queue not in self._seeded:
            self._seeded.add(queue)
            for number in range(self._waiting):
                self._engine.join(f"{queue} {number + 1}", queue, self.now)
                self._carry_out()
        self._told = told
        self._engine.join(
            CALLER,
            queue,
            self.now,
            needs=Needs(priority=priority, required=request.required, preferred=request.preferred),
            caller=caller or None,
            resumes=CALLER,
        )
        self._carry_out()

    def leave(self, now: float, outcome: QueueOutcome = QueueOutcome.ABANDONED) -> None:
        """Our caller gives up, or presses a key that leads elsewhere."""
        self.now = max(self.now, now)
        self._engine.leave(CALLER, self.now, outcome)
        self._carry_out()

    def next(self) -> float:
        """When something happens next; infinity: never."""
        timer = self._engine.next_timer()
        return min(self._due[0][0] if self._due else inf, inf if timer is None else timer)

    def advance(self, until: float) -> None:
        """Let everything happen that does until then."""
        while (when := self.next()) <= until:
            self.step(when)
        self.now = max(self.now, until)

    def step(self, when: float) -> None:
        """Let happen what happens at that time."""
        self.now = max(self.now, when)
        if self._due and self._due[0][0] <= when:
            heappop(self._due)[2]()
        else:
            self._engine.handle_timer(self.now)
        self._carry_out()

    def part(self, extension: str, now: float) -> None:
        """Our caller's conversation is over."""
        self.advance(now)
        self._over(CALLER, extension)
        self._carry_out()

    # -- decisions

    def _carry_out(self) -> None:
        decisions = self._engine.decisions
        while decisions:
            decision = decisions.popleft()
            self._do(decision)
            if getattr(decision, "entry_id", None) == CALLER:
                self._told(decision)

    def _do(self, decision: Decision) -> None:
        engine, now = self._engine, self.now
        match decision:
            case Ring(offer_id=offer, extensions=extensions, ring_time=ring_time):
                for extension in extensions:
                    engine.agent_occupied(extension, now)
                    if self._manner(extension) is Manner.FREE and ring_time > RINGING:
                        self._later(RINGING, self._answer, offer, extension)
            case StopRinging(extension=extension) | ReleaseAgent(extension=extension):
                engine.agent_free(extension, now)
            case Connect(entry_id=entry, extension=extension):
                engine.talking(entry, now)
                if entry != CALLER:
                    self._later(TALKING, self._over, entry, extension)
            case _:
                pass

    def _later(self, seconds: float, what: Callable[..., None], *arguments: Any) -> None:
        due = (self.now + seconds, next(self._numbers), lambda: what(*arguments))
        heappush(self._due, due)

    def _answer(self, offer: str, extension: str) -> None:
        self._engine.offer_answered(offer, extension, self.now)

    def _over(self, entry: str, extension: str) -> None:
        self._engine.conversation_ended(entry, self.now)
        self._engine.agent_free(extension, self.now)


def _nobody(_decision: Decision) -> None:
    """Before our caller joins nothing is decided about it."""
