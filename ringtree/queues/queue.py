"""A queue: its settings, the callers in their order, and its agents with who is available."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator
from math import inf

from ringtree.queues.agent import Agent
from ringtree.queues.candidate import Candidate
from ringtree.queues.entry import Entry, EntryKind, Key
from ringtree.queues.forecast import Forecast
from ringtree.queues.offer import Offer
from ringtree.queues.returns import Returns
from ringtree.queues.settings import QueueSettings
from ringtree.queues.standing import Standing
from ringtree.queues.statistics import Counters
from ringtree.queues.strategy import Strategy

#: How many conversations and waits an estimate goes by.
REMEMBERED = 50


class Queue:
    """One queue. The line holds every caller who is not connected; a place in it is its index."""

    __slots__ = (
        "_keys",
        "agents",
        "available",
        "by_caller",
        "counters",
        "forecast",
        "handling",
        "heirs",
        "is_open",
        "last",
        "line",
        "manned",
        "moved_from",
        "offers",
        "order",
        "returns",
        "settings",
        "standings",
        "strategy",
        "waits",
    )

    def __init__(self, settings: QueueSettings, strategy: Strategy, counters: Counters) -> None:
        self.settings = settings
        self.strategy = strategy
        self.counters = counters
        self.is_open = True
        self.agents: dict[str, Agent] = {}
        self.order: dict[str, int] = {}
        self.available: dict[str, Agent] = {}
        self.manned: Counter[int] = Counter()
        """How many agents of each tier are on duty."""
        self.standings: dict[str, Standing] = {}
        self.last: dict[int, str] = {}
        """Who was offered a caller last, by tier."""
        self._keys: list[Key] = []
        self.line: list[Entry] = []
        self.by_caller: dict[str, list[Entry]] = {}
        """Those in the line whose number is known."""
        self.returns = Returns()
        self.heirs: dict[str, Entry] = {}
        """Placeholders whose callers are back on the line, by the calls that will join."""
        self.offers: dict[str, Offer] = {}
        """Offers that ring."""
        self.moved_from = inf
        """Index from which places have improved since they were last looked at."""
        self.handling: deque[float] = deque(maxlen=REMEMBERED)
        """For how long the last conversations took an agent, ringing and wrap-up included."""
        self.forecast: Forecast | None = None
        """What was last expected for each place."""
        self.waits: deque[tuple[float, bool]] = deque(maxlen=4 * REMEMBERED)
        """How long the last callers waited, and whether they gave up."""

    @property
    def has_waiting(self) -> bool:
        """Whether somebody waits whom nobody is found for."""
        return next(self.unoffered(), None) is not None

    def enter_line(self, entry: Entry) -> int:
        """Take the place that is the entry's by its key, and return it; 1 is next."""
        index = bisect_left(self._keys, entry.key)
        self._keys.insert(index, entry.key)
        self.line.insert(index, entry)
        if entry.caller is not None:
            self.by_caller.setdefault(entry.caller, []).append(entry)
        return index + 1

    def leave_line(self, entry: Entry) -> None:
        """Give up the place: those behind move up."""
        index = bisect_left(self._keys, entry.key)
        del self._keys[index], self.line[index]
        self.moved_from = min(self.moved_from, index)
        if entry.caller is not None:
            same = self.by_caller[entry.caller]
            same.remove(entry)
            if not same:
                del self.by_caller[entry.caller]

    def rank_anew(self) -> None:
        """Order the line by the settings as they are now."""
        for entry in self.line:
            entry.rank()
        self.line.sort(key=lambda entry: entry.key)
        self._keys = [entry.key for entry in self.line]
        self.moved_from = 0

    def placeholder_of(self, caller: str | None) -> Entry | None:
        """The placeholder that keeps this number's place, unless it could be one of two."""
        if caller is None:
            return None
        same = self.by_caller.get(caller, ())
        return same[0] if len(same) == 1 and same[0].kind is EntryKind.PLACEHOLDER else None

    def place_for(self, priority: int, now: float) -> int:
        """The place of somebody of this priority who came now: after all of the same."""
        ahead = self.settings.head_start + priority * self.settings.priority_step
        return bisect_left(self._keys, (now - ahead, inf)) + 1

    def count_before(self, key: Key) -> int:
        """How many in this line come before somebody with that key."""
        return bisect_left(self._keys, key)

    def place_of(self, entry: Entry) -> int:
        """The entry's place; 1 is next."""
        return bisect_left(self._keys, entry.key) + 1

    def line_is_without(self, entry: Entry) -> bool:
        """Whether the entry is connected or gone."""
        index = bisect_left(self._keys, entry.key)
        return index == len(self.line) or self.line[index] is not entry

    def candidate(self, agent: Agent) -> Candidate:
        """The agent as a strategy sees it."""
        extension = agent.extension
        terms, standing = self.settings.terms_of(extension), self.standings[extension]
        return Candidate(
            extension,
            self.order[extension],
            agent.idle_since,
            terms.tier,
            standing.calls,
            standing.talk_time,
            terms.weight,
            terms.skills,
        )

    def unoffered(self) -> Iterator[Entry]:
        """Those who wait and for whom nobody is being found, in their order."""
        return (entry for entry in self.line if entry.is_unserved)
