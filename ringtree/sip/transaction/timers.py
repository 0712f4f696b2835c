"""Timer values of RFC 3261 (table 4) and RFC 6026, and the one queue all timers wait in.

Time is always an argument: monotonic seconds. Nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from heapq import heapify, heappop, heappush
from math import inf
from typing import NamedTuple

RELIABLE = frozenset({"tcp", "tls", "ws", "wss"})
"""Transports on which nothing is retransmitted [RFC 3261 §17.1.1.1]."""


class Timings(NamedTuple):
    """The base values, in seconds, from which every timer is derived [RFC 3261 §17.1.1.1]."""

    t1: float = 0.5
    t2: float = 4.0
    t4: float = 5.0
    d: float = 32.0
    trying: float = 0.2

    @property
    def patience(self) -> float:
        """64*T1: Timers B, F, H, J, L and M, and how long a 2xx waits for its ACK."""
        return 64 * self.t1


class StateTimers(NamedTuple):
    """What runs while a machine is in a state.

    `resend` is fed every `interval` seconds, the interval doubling up to `cap`; `limit` is fed
    once, after `after` seconds.
    """

    resend: StrEnum | None = None
    interval: float = inf
    cap: float = inf
    limit: StrEnum | None = None
    after: float = inf


NO_TIMERS = StateTimers()
Schedule = Mapping[StrEnum, StateTimers]


class Timed:
    """Something a `TimerQueue` can wake: it knows when (`due`) and what to do (`on_timer`)."""

    __slots__ = ("_entry",)

    def __init__(self) -> None:
        self._entry: list[object] | None = None

    def due(self) -> float:
        """When this wants to be woken, `inf` for never."""
        raise NotImplementedError

    def on_timer(self, now: float) -> None:
        """Called once `due()` has passed. Must move `due()` on."""
        raise NotImplementedError


class TimerQueue:
    """One heap for all timers, holding at most one live entry per owner.

    A timer put off leaves its entry where it is; the entry is set right when it comes up. So
    stopping a timer, the usual fate of one, costs nothing.
    """

    __slots__ = ("_cancelled", "_heap", "_sequence")

    def __init__(self) -> None:
        self._heap: list[list[object]] = []
        self._sequence = 0
        self._cancelled = 0

    def __len__(self) -> int:
        return len(self._heap)

    def watch(self, item: Timed) -> None:
        """To be called whenever `item.due()` may have come nearer."""
        due = item.due()
        entry = item._entry
        if entry is None:
            if due == inf:
                return
        elif due >= entry[0]:  # type: ignore[operator]
            return
        else:
            self.forget(item)
        self._sequence += 1
        item._entry = entry = [due, self._sequence, item]
        heappush(self._heap, entry)

    def forget(self, item: Timed) -> None:
        """Let go of `item` at once, so that the heap does not keep it alive."""
        if (entry := item._entry) is None:
            return
        entry[2] = item._entry = None
        self._cancelled += 1
        if self._cancelled > 1000 and self._cancelled * 2 > len(self._heap):
            self._sweep()

    def _sweep(self) -> None:
        self._heap = [entry for entry in self._heap if entry[2] is not None]
        heapify(self._heap)
        self._cancelled = 0

    def next(self) -> float | None:
        """When `run` should be called again; None while nothing waits."""
        heap = self._heap
        while heap and heap[0][2] is None:
            heappop(heap)
            self._cancelled -= 1
        return heap[0][0] if heap else None  # type: ignore[return-value]

    def run(self, now: float) -> None:
        """Wake everything that is due."""
        while (at := self.next()) is not None and at <= now:
            item = heappop(self._heap)[2]
            assert isinstance(item, Timed)
            item._entry = None
            if item.due() <= now:
                item.on_timer(now)
            self.watch(item)
