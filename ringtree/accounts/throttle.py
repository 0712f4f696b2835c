"""Slows down whoever guesses, and nobody else. Pure: `now` is an argument.

Some tries are free, because people mistype; each failure after them doubles the wait. A key is
what guesses have in common: an address, or an address and an account together. An account alone
gets many free tries, or strangers could lock its owner out.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

FIRST_WAIT = 1.0
LONGEST_WAIT = 900.0
#: Seconds without a failure after which a key is as good as new.
FORGOTTEN = 3600.0
MOST_KEYS = 20_000


@dataclass(slots=True)
class _Failures:
    count: int
    last: float
    until: float


class Throttle:
    """Failures by key; the least recent are forgotten when there are too many keys."""

    __slots__ = ("_failures", "_free")

    def __init__(self, *, free: int) -> None:
        """`free` failures have no consequence."""
        self._free = free
        self._failures: OrderedDict[str, _Failures] = OrderedDict()

    def wait(self, key: str, now: float) -> float:
        """Seconds until this key may try again; 0: now."""
        found = self._failures.get(key)
        return max(0.0, found.until - now) if found is not None else 0.0

    def failed(self, key: str, now: float) -> None:
        """It was wrong."""
        found = self._failures.pop(key, None)
        if found is None or now - found.last > FORGOTTEN:
            found = _Failures(0, now, now)
        found.count += 1
        found.last = now
        beyond = found.count - self._free
        if beyond > 0:
            found.until = now + min(FIRST_WAIT * 2.0 ** min(beyond - 1, 30), LONGEST_WAIT)
        self._failures[key] = found
        if len(self._failures) > MOST_KEYS:
            self._failures.popitem(last=False)

    def succeeded(self, key: str) -> None:
        """It was right: the key is as good as new."""
        self._failures.pop(key, None)
