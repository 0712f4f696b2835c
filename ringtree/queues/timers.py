"""Deadlines by key in a heap: set again to move, cancelled in no time, never scanned."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

K = TypeVar("K")

_SLACK = 64  # dead items a heap may hold beyond the live ones before it is rebuilt


class Timers(Generic[K]):
    """Each key has one deadline at most. Equal deadlines come in the order they were set."""

    __slots__ = ("_count", "_deadlines", "_heap")

    def __init__(self) -> None:
        self._deadlines: dict[K, tuple[float, int]] = {}
        self._heap: list[tuple[float, int, K]] = []
        self._count = 0

    def __len__(self) -> int:
        return len(self._deadlines)

    def set(self, key: K, at: float) -> None:
        """Have `key` fall due at `at`, whatever was set before."""
        self._count += 1
        self._deadlines[key] = (at, self._count)
        heappush(self._heap, (at, self._count, key))
        if len(self._heap) > 2 * len(self._deadlines) + _SLACK:
            self._rebuild()

    def cancel(self, key: K) -> None:
        """Forget the deadline of `key`, if there is one."""
        self._deadlines.pop(key, None)

    def at(self, key: K) -> float | None:
        """When `key` falls due."""
        deadline = self._deadlines.get(key)
        return None if deadline is None else deadline[0]

    def next(self) -> float | None:
        """The earliest deadline."""
        heap = self._heap
        while heap:
            at, count, key = heap[0]
            if self._deadlines.get(key) == (at, count):
                return at
            heappop(heap)
        return None

    def pop(self, now: float) -> K | None:
        """Take the earliest key that is due by `now`, or None."""
        at = self.next()
        if at is None or at > now:
            return None
        key = heappop(self._heap)[2]
        del self._deadlines[key]
        return key

    def _rebuild(self) -> None:
        self._heap = [(at, count, key) for key, (at, count) in self._deadlines.items()]
        heapify(self._heap)
