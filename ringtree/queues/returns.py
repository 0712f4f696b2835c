"""Places kept for callers who were cut off, or who left by a key, in case they come back.

A place is found by the call it was kept for or by the caller's number. A number proves little:
where two callers share one, it proves nothing, and neither gets a place by it.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

#: No more places are kept in one queue; the oldest go first.
MOST_KEPT = 1000


class Kept(NamedTuple):
    """What is given back to a caller."""

    since: float
    number: int
    until: float
    said: int | None
    told_wait: int | None
    told_until: float | None


class Returns:
    """The places kept in one queue."""

    __slots__ = ("_by_call", "_by_caller")

    def __init__(self) -> None:
        self._by_call: OrderedDict[str, tuple[str | None, Kept]] = OrderedDict()
        self._by_caller: dict[str, str | None] = {}
        """The call by number; None: two callers had it."""

    def __len__(self) -> int:
        return len(self._by_call)

    def keep(self, call: str, caller: str | None, kept: Kept, *, is_shared: bool) -> None:
        """Keep a place. `is_shared`: somebody else waits with the same number."""
        self._by_call[call] = (caller, kept)
        if caller is not None:
            other = self._by_caller.get(caller, call)
            self._by_caller[caller] = None if is_shared or other != call else call
        while len(self._by_call) > MOST_KEPT:
            self._drop(next(iter(self._by_call)))

    def take(self, call: str | None, caller: str | None, now: float) -> Kept | None:
        """Give a place back, if one is kept for that call or, else, that number."""
        self._expire(now)
        if call not in self._by_call:
            call = None if caller is None else self._by_caller.get(caller)
        if call is None:
            return None
        kept = self._by_call[call][1]
        self._drop(call)
        return kept

    def everything(self) -> list[tuple[str, str | None, Kept]]:
        """All that is kept, the oldest first: by call, number, and place."""
        return [(call, caller, kept) for call, (caller, kept) in self._by_call.items()]

    def _expire(self, now: float) -> None:
        for call in [call for call, (_, kept) in self._by_call.items() if kept.until <= now]:
            self._drop(call)

    def _drop(self, call: str) -> None:
        caller, _ = self._by_call.pop(call)
        if caller is None:
            return
        if self._by_caller.get(caller) == call or not self._has(caller):
            self._by_caller.pop(caller, None)

    def _has(self, caller: str) -> bool:
        return any(one == caller for one, _ in self._by_call.values())
