"""What the parts of the engine share: the queues, the agents, the callers, the timers.

Nothing here decides. `refresh` is the one place where an agent's availability reaches the queues'
indexes, and marks those queues in which somebody may now be served.
"""

from __future__ import annotations

from collections import OrderedDict, deque
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
    SPEAK = 7  # entry
    OPEN = 8  # entry
    POSTPONE = 9  # entry
    DESERTED = 10  # queue


#: Of no more callers is it remembered who talked with them; the longest ago are forgotten first.
MOST_KNOWN = 10_000

TimerKey = tuple[Timer, str, str]


class Floor:
    """The state of one company's queues."""

    __slots__ = (
        "agents",
        "counters",
        "decisions",
        "entries",
        "freed",
        "joining",
        "known",
        "moved",
        "numbers",
        "offers",
        "queues",
        "seed",
        "staffing",
        "stirred",
        "timers",
    )

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
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
        self.joining: list[Entry] = []
        """Those who have joined since the last announcements."""
        self.staffing: dict[Queue, None] = {}
        """Queues in which an agent may have begun or ceased to count since they were looked at."""
        self.known: OrderedDict[str, tuple[str, float]] = OrderedDict()
        """By the caller's number: who talked with the caller last, and when that ended."""
        self.numbers = 0
        """Numbers given out, to entries and offers: order of joining, and unique ids."""

    def number(self) -> int:
        """The next number; never given twice."""
        self.numbers += 1
        return self.numbers

    def chance(self, *what: int) -> int:
        """A seed of its own for each thing left to chance: the same again in a replay."""
        seed = self.seed
        for one in what:
            seed = (seed * 1_000_003 + one) & 0xFFFF_FFFF_FFFF
        return seed

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
        self._count(agent)
        if not agent.is_available:
            for queue in agent.queues:
                queue.available.pop(extension, None)
            return
        for queue in agent.queues:
            if extension not in queue.available:
                queue.available[extension] = agent
                self.stirred[queue] = None
                self.freed[agent] = None

    def _count(self, agent: Agent) -> None:
        """Tell the queues whether the agent is on duty: a higher tier may have to step in."""
        for queue in agent.queues:
            if queue.settings.leave_when:
                self.staffing[queue] = None
        if agent.is_on_duty is agent.was_on_duty:
            return
        agent.was_on_duty = agent.is_on_duty
        for queue in agent.queues:
            tier = queue.settings.terms_of(agent.extension).tier
            queue.manned[tier] += 1 if agent.is_on_duty else -1
            self.stirred[queue] = None

    def remember(self, caller: str, extension: str, now: float) -> None:
        """The caller has talked with this agent."""
        self.known[caller] = (extension, now)
        self.known.move_to_end(caller)
        if len(self.known) > MOST_KNOWN:
            self.known.popitem(last=False)

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
