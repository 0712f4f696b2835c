"""The clock of a play: what happens when, between the engine's own deadlines."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from math import inf

from ringtree.queues.engine import QueueEngine


class Stage:
    """Lets things happen in their order, and the engine decide after each. `now` is seconds."""

    __slots__ = ("_carry_out", "_events", "_numbers", "engine", "now", "pending")

    def __init__(self, engine: QueueEngine, carry_out: Callable[[], None]) -> None:
        self.now = 0.0
        self.engine = engine
        self.pending = 0
        """How many have not left yet."""
        self._carry_out = carry_out
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = 0

    def at(self, when: float, what: Callable[[], None]) -> None:
        """Have something happen then."""
        self._numbers += 1
        heappush(self._events, (when, self._numbers, what))

    def step(self) -> bool:
        """Let the next thing happen; False: nothing does ever."""
        timer = self.engine.next_timer()
        event = self._events[0][0] if self._events else inf
        when = event if timer is None else min(timer, event)
        if when == inf:
            return False
        self.now = max(self.now, when)
        if timer is not None and timer <= event:
            self.engine.handle_timer(self.now)
        else:
            heappop(self._events)[2]()
        self._carry_out()
        return True
