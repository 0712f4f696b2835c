"""How many calls each trunk carries and how many begin, against its limits."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from ringtree.company.model import Trunk

#: Seconds a carrier is asked to wait before the next try, when a trunk is full [RFC 3261 §20.33].
RETRY_AFTER = 10

Key = tuple[str, str]


class TrunkSlot:
    """One call on a trunk. Releasing it twice does nothing."""

    __slots__ = ("_inbound", "_key", "_load")

    def __init__(self, load: TrunkLoad, key: Key, *, inbound: bool) -> None:
        self._load: TrunkLoad | None = load
        self._key = key
        self._inbound = inbound

    def release(self) -> None:
        """Give the place back."""
        if self._load is not None:
            load, self._load = self._load, None
            load._calls[self._key] -= 1
            load._inbound[self._key] -= self._inbound


class TrunkLoad:
    """Counts the calls of every company's trunks, in both directions. `clock` is in seconds."""

    __slots__ = ("_calls", "_clock", "_full_at", "_inbound", "_total", "_total_inbound", "refused")

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._calls: Counter[Key] = Counter()
        self._inbound: Counter[Key] = Counter()
        self._total: Counter[Key] = Counter()
        self._total_inbound: Counter[Key] = Counter()
        self._full_at: dict[Key, float] = {}
        """When as many calls as may begin in a second will have been used up by those that have:
        each moves it on by its share of a second."""
        self.refused: Counter[Key] = Counter()
        """Calls that found a limit reached, since the start."""

    def enter(
        self, company: str, trunk: Trunk, *, is_emergency: bool = False, inbound: bool = False
    ) -> TrunkSlot | None:
        """Take a place on the trunk, or None when one of its limits is reached.

        No limit holds for an emergency call.
        """
        key = (company, trunk.name)
        if not is_emergency and not self._has_room(key, trunk):
            self.refused[key] += 1
            return None
        self._calls[key] += 1
        self._total[key] += 1
        self._inbound[key] += inbound
        self._total_inbound[key] += inbound
        return TrunkSlot(self, key, inbound=inbound)

    def _has_room(self, key: Key, trunk: Trunk) -> bool:
        is_full = trunk.max_calls is not None and self._calls[key] >= trunk.max_calls
        return not is_full and self._may_begin(key, trunk.max_calls_per_second)

    def _may_begin(self, key: Key, rate: float | None) -> bool:
        """A second's worth of calls may come at once, then one for each share of a second."""
        if rate is None:
            return True
        now, share = self._clock(), 1 / rate
        used = max(self._full_at.get(key, now), now) + share
        if used > now + max(1.0, share) + 1e-9:
            return False
        self._full_at[key] = used
        return True

    def calls(self, company: str, trunk: str) -> int:
        """How many calls the trunk carries now."""
        return self._calls[company, trunk]

    def counts(self, company: str, trunk: str) -> tuple[int, int, int, int, int]:
        """Calls in and out now, in and out since the start, and those refused at a limit."""
        key = (company, trunk)
        now_in, total_in = self._inbound[key], self._total_inbound[key]
        return (
            now_in,
            self._calls[key] - now_in,
            total_in,
            self._total[key] - total_in,
            self.refused[key],
        )
