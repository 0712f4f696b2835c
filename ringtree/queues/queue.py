"""A queue: its settings, the callers in their order, and its agents with who is available."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from math import inf

from ringtree.queues.agent import Agent
from ringtree.queues.candidate import Candidate
from ringtree.queues.entry import Entry
from ringtree.queues.offer import Offer
from ringtree.queues.settings import QueueSettings
from ringtree.queues.statistics import Counters
from ringtree.queues.strategy import Strategy

_Key = tuple[int, float, int]


class Queue:
    """One queue. The line holds every caller who is not connected; a place in it is its index."""

    __slots__ = (
        "_keys",
        "agents",
        "available",
        "counters",
        "is_open",
        "line",
        "moved_from",
        "offers",
        "order",
        "settings",
        "strategy",
    )

    def __init__(self, settings: QueueSettings, strategy: Strategy, counters: Counters) -> None:
        self.settings = settings
        self.strategy = strategy
        self.counters = counters
        self.is_open = True
        self.agents: dict[str, Agent] = {}
        self.order: dict[str, int] = {}
        self.available: dict[str, Agent] = {}
        self._keys: list[_Key] = []
        self.line: list[Entry] = []
        self.offers: dict[str, Offer] = {}
        """Offers that ring."""
        self.moved_from = inf
        """Index from which places have improved since they were last looked at."""

    @property
    def has_waiting(self) -> bool:
        """Whether somebody waits for whom no phone rings."""
        return len(self.line) > len(self.offers)

    def enter_line(self, entry: Entry) -> int:
        """Take the place that is the entry's by its key, and return it; 1 is next."""
        index = bisect_left(self._keys, entry.key)
        self._keys.insert(index, entry.key)
        self.line.insert(index, entry)
        return index + 1

    def leave_line(self, entry: Entry) -> None:
        """Give up the place: those behind move up."""
        index = bisect_left(self._keys, entry.key)
        del self._keys[index], self.line[index]
        self.moved_from = min(self.moved_from, index)

    def place_for(self, priority: int) -> int:
        """The place of somebody of this priority who came now: after all of the same."""
        return bisect_left(self._keys, (-priority, inf, 0)) + 1

    def place_of(self, entry: Entry) -> int:
        """The entry's place; 1 is next."""
        return bisect_left(self._keys, entry.key) + 1

    def line_is_without(self, entry: Entry) -> bool:
        """Whether the entry is connected or gone."""
        index = bisect_left(self._keys, entry.key)
        return index == len(self.line) or self.line[index] is not entry

    def may_be_offered(self, agent: Agent, entry: Entry) -> bool:
        """Whether this agent could be offered this caller now."""
        return agent.extension in self.available and agent.extension not in entry.refused

    def candidates(self, entry: Entry) -> list[Candidate]:
        """The available agents who have not refused this caller."""
        refused = entry.refused
        return [self.candidate(a) for e, a in self.available.items() if e not in refused]

    def candidate(self, agent: Agent) -> Candidate:
        """The agent as a strategy sees it."""
        return Candidate(agent.extension, self.order[agent.extension], agent.idle_since)

    def unoffered(self) -> Iterator[Entry]:
        """Those who wait and for whom no phone rings, in their order."""
        return (entry for entry in self.line if entry.offer is None)
