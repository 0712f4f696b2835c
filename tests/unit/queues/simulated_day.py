"""Simulated days: callers by a Poisson process, agents who answer, the real engine in between.

Used by the tests, in small, and by `bench/queue_days.py`, in large.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf, log
from random import Random

from ringtree.queues.decisions import (
    Announce,
    Connect,
    Decision,
    Leave,
    ReleaseAgent,
    Ring,
    StopRinging,
)
from ringtree.queues.engine import QueueEngine
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import QueueSettings


@dataclass(slots=True)
class Guest:
    """One caller, and what he was told."""

    name: str
    queue: str
    joined: float
    connected: float | None = None
    outcome: QueueOutcome | None = None
    told: list[tuple[float, int]] = field(default_factory=list)
    """When he was told a wait, and how many minutes."""

    @property
    def waited(self) -> float | None:
        """Until the conversation, if there was one."""
        return None if self.connected is None else self.connected - self.joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How people behave; times are means, in seconds."""

    between: float
    """Time between two callers, all queues together."""
    talk: Callable[[Random], float]
    pickup: float = 0.0
    patience: float = inf


class SimulatedDay:
    """Plays callers and agents until so many callers have been served or have left."""

    def __init__(self, queues: list[QueueSettings], habits: Habits, *, seed: int = 0) -> None:
        self.now = 0.0
        self.engine = QueueEngine(seed)
        self.guests: dict[str, Guest] = {}
        self._habits = habits
        self._dice = Random(seed)
        self._keys = [queue.key for queue in queues]
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0
        self._held: dict[str, str] = {}
        self._most = 0
        self.engine.configure(queues, 0.0)
        for agent in sorted({agent for queue in queues for agent in queue.agents}):
            self.engine.agent_reachable(agent, True, 0.0)

    def run(self, callers: int) -> list[Guest]:
        """Let so many callers come, and all of them go."""
        self._most = callers
        self._later(0.0, self._arrive)
        while self._step():
            pass
        return list(self.guests.values())

    # -- time

    def _later(self, seconds: float, what: Callable[[], None]) -> None:
        self._count += 1
        heappush(self._events, (self.now + seconds, self._count, what))

    def _step(self) -> bool:
        timer = self.engine.next_timer()
        event = self._events[0][0] if self._events else inf
        when = min(event, inf if timer is None else timer)
        if when == inf:
            return False
        self.now = max(self.now, when)
        if timer is not None and timer <= event:
            self.engine.handle_timer(self.now)
        else:
            heappop(self._events)[2]()
        while self.engine.decisions:
            self._do(self.engine.decisions.popleft())
        return True

    # -- people

    def _arrive(self) -> None:
        name, queue = f"c{len(self.guests)}", self._dice.choice(self._keys)
        self.guests[name] = Guest(name, queue, self.now)
        self.engine.join(name, queue, self.now)
        if self._habits.patience < inf:
            self._later(exponential(self._habits.patience, self._dice), lambda: self._give_up(name))
        if len(self.guests) < self._most:
            self._later(exponential(self._habits.between, self._dice), self._arrive)

    def _give_up(self, name: str) -> None:
        if self.guests[name].connected is None:
            self.engine.leave(name, self.now)

    def _do(self, decision: Decision) -> None:
        match decision:
            case Announce(entry_id=name, wait=wait) if wait is not None:
                self.guests[name].told.append((self.now, wait))
            case Ring(offer_id=offer, extensions=extensions):
                for extension in extensions:
                    self._held[extension] = offer
                    self.engine.agent_occupied(extension, self.now)
                    pickup = self._habits.pickup
                    after = self._dice.uniform(0.5 * pickup, 1.5 * pickup)
                    self._later(after, lambda e=extension: self._pick_up(offer, e))  # type: ignore[misc]
            case StopRinging(extension=extension) | ReleaseAgent(extension=extension):
                self._release(extension)
            case Connect():
                self._connect(decision)
            case Leave(entry_id=name, outcome=outcome):
                self.guests[name].outcome = outcome
            case _:
                pass

    def _pick_up(self, offer: str, extension: str) -> None:
        if self._held.get(extension) == offer:
            self.engine.offer_answered(offer, extension, self.now)

    def _connect(self, connect: Connect) -> None:
        self.guests[connect.entry_id].connected = self.now
        self.engine.talking(connect.entry_id, self.now)
        self._later(self._habits.talk(self._dice), lambda: self._part(connect))

    def _part(self, connect: Connect) -> None:
        self.engine.conversation_ended(connect.entry_id, self.now)
        self._release(connect.extension)

    def _release(self, extension: str) -> None:
        if self._held.pop(extension, None) is not None:
            self.engine.agent_free(extension, self.now)


def exponential(mean: float, dice: Random) -> float:
    """A time without memory."""
    return -mean * log(1.0 - dice.random())


def usual_talk(dice: Random) -> float:
    """Conversations as they are: most of two or three minutes, some much longer."""
    return dice.lognormvariate(5.0, 0.6)


@dataclass(frozen=True, slots=True)
class Honesty:
    """What callers were told on joining, against what became of them."""

    told: int
    within: float
    """The share of those answered who were answered within what they were told."""
    median_told: float
    """Seconds."""
    median_waited: float

    @property
    def exaggeration(self) -> float:
        """How many times the real median the told median is."""
        return self.median_told / self.median_waited


def honesty(guests: list[Guest]) -> Honesty:
    """Judge the first time each caller was told, of those who were told a number of minutes."""
    pairs = []
    for guest in guests:
        numbers = [(at, minutes) for at, minutes in guest.told if 0 < minutes <= 60]
        if guest.connected is not None and numbers:
            at, minutes = numbers[0]
            pairs.append((minutes * 60.0, guest.connected - at))
    told, waited = sorted(one for one, _ in pairs), sorted(one for _, one in pairs)
    middle = len(pairs) // 2
    within = sum(waited <= told for told, waited in pairs) / len(pairs)
    return Honesty(len(pairs), within, told[middle], waited[middle])
