"""What the parts of the engine share: the queues, the agents, the callers, the timers.

Nothing here decides. `refresh` is the one place where an agent's availability reaches the queues'
indexes, and marks those queues in which somebody may now be served.
"""

from __future__ import annotations

from collections import deque
from enum import IntEnum

from ringtree.queues.agent import Agent
from ringtree.queues.candidate import Reason
from ringtree.queues.decisions import Decision
from ringtree.queues.entry import Entry
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.offer import Offer
from ringtree.queues.queue import Queue
from ringtree.queues.statistics import Counters
from ringtree.queues.timers import Timers


class Timer(IntEnum):
    """What a deadline is for; the rest of its key says whose it is."""

    MAX_WAIT = 1  # entry
    WAVE = 2  # offer
    WRAP_UP = 3  # agent
    REST = 4  # agent
    REFUSAL = 5  # entry, agent
    ANNOUNCE = 6  # queue


TimerKey = tuple[Timer, str, str]


class Floor:
    """The state of one company's queues."""

    __slots__ = (
        "agents",
        "counters",
        "decisions",
        "entries",
        "freed",
        "moved",
        "numbers",
        "offers",
        "queues",
        "stirred",
        "timers",
    )

    def __init__(self) -> None:
        self.queues: dict[str, Queue] = {}
        self.agents: dict[str, Agent] = {}
        self.entries: dict[str, Entry] = {}
        self.offers: dict[str, Offer] = {}
        """Offers that ring or are won."""
        self.counters: dict[str, Counters] = {}
        self.timers: Timers[TimerKey] = Timers()
        self.decisions: deque[Decision] = deque()
        self.stirred: dict[Queue, None] = {}
        """Queues in which somebody may be offered to somebody since the last distribution."""
        self.freed: dict[Agent, None] = {}
        """Agents who have become available since the last distribution."""
        self.moved: dict[Queue, None] = {}
        """Queues in which places have improved since the last announcements."""
        self.numbers = 0
        """Numbers given out, to entries and offers: order of joining, and unique ids."""

    def number(self) -> int:
        """The next number; never given twice."""
        self.numbers += 1
        return self.numbers

    def agent(self, extension: str) -> Agent:
        """The agent of that extension; facts are kept of those who serve no queue as well."""
        agent = self.agents.get(extension)
        if agent is None:
            agent = self.agents[extension] = Agent(extension)
        return agent

    def queue(self, key: str) -> Queue:
        """The queue of that key.

        Raises:
            UnknownQueue: there is none.
        """
        try:
            return self.queues[key]
        except KeyError:
            raise UnknownQueue(key) from None

    def refresh(self, agent: Agent) -> None:
        """Bring the queues' indexes up to date after anything about the agent has changed."""
        extension = agent.extension
        if not agent.is_available:
            for queue in agent.queues:
                queue.available.pop(extension, None)
            return
        for queue in agent.queues:
            if extension not in queue.available:
                queue.available[extension] = agent
                self.stirred[queue] = None
                self.freed[agent] = None

    def rest(self, agent: Agent, why: Reason, seconds: float, now: float) -> None:
        """Leave the agent alone for a while; a longer rest that runs already stays."""
        if seconds <= 0 or (agent.rest is not None and agent.rest_until >= now + seconds):
            return
        agent.rest, agent.rest_until = why, now + seconds
        self.timers.set((Timer.REST, agent.extension, ""), agent.rest_until)

    def end_rest(self, agent: Agent) -> None:
        """The agent may be offered callers again."""
        agent.rest = None
        self.timers.cancel((Timer.REST, agent.extension, ""))
