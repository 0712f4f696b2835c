"""How many calls each trunk carries, against its limit."""

from __future__ import annotations

from collections import Counter

from ringtree.company.model import Trunk

#: Seconds a carrier is asked to wait before the next try, when a trunk is full [RFC 3261 §20.33].
RETRY_AFTER = 10


class TrunkSlot:
    """One call on a trunk. Releasing it twice does nothing."""

    __slots__ = ("_key", "_load")

    def __init__(self, load: TrunkLoad, key: tuple[str, str]) -> None:
        self._load: TrunkLoad | None = load
        self._key = key

    def release(self) -> None:
        """Give the place back."""
        if self._load is not None:
            load, self._load = self._load, None
            load._calls[self._key] -= 1


class TrunkLoad:
    """Counts the calls of every company's trunks, in both directions."""

    __slots__ = ("_calls",)

    def __init__(self) -> None:
        self._calls: Counter[tuple[str, str]] = Counter()

    def enter(self, company: str, trunk: Trunk) -> TrunkSlot | None:
        """Take a place on the trunk, or None when its limit is reached."""
        key = (company, trunk.name)
        if trunk.max_calls is not None and self._calls[key] >= trunk.max_calls:
            return None
        self._calls[key] += 1
        return TrunkSlot(self, key)

    def calls(self, company: str, trunk: str) -> int:
        """How many calls the trunk carries now."""
        return self._calls[company, trunk]
