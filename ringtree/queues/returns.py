"""Places kept for callers who were cut off, or who left by a key, in case they come back.

A place is found by the call it was kept for or by the caller's number. A number proves little:
where two callers share one, it proves nothing, and neither gets a place by it. The call itself
proves everything, and may take its time over a menu.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from ringtree.queues.needs import NO_NEEDS, Needs

#: No more places are kept in one queue; the oldest go first.
MOST_KEPT = 1000
#: Seconds that whoever left by a key may be elsewhere in the same call and still has the place.
IN_CALL = 900.0


class Kept(NamedTuple):
    """What is given back to a caller: by the number until then, by the call for longer."""

    since: float
    number: int
    until: float
    said: int | None
    told_wait: int | None
    told_until: float | None
    needs: Needs = NO_NEEDS
    in_call_until: float = 0.0

    @property
    def last(self) -> float:
        """When nobody can have it any more."""
        return max(self.until, self.in_call_until)


class Returns:
    """The places kept in one queue."""

    __slots__ = ("_by_call", "_by_caller")

    def __init__(self) -> None:
        self._by_call: OrderedDict[str, tuple[str | None, Kept]] = OrderedDict()
        self._by_caller: dict[str, dict[str, bool]] = {}
        """By number: the calls that had it, and whether somebody else waited with it then."""

    def __len__(self) -> int:
        return len(self._by_call)

    def keep(self, call: str, caller: str | None, kept: Kept, *, is_shared: bool) -> None:
        """Keep a place. `is_shared`: somebody else waits with the same number."""
        self._drop(call)
        self._by_call[call] = (caller, kept)
        if caller is not None:
            self._by_caller.setdefault(caller, {})[call] = is_shared
        if len(self._by_call) > MOST_KEPT:
            self._drop(next(iter(self._by_call)))

    def take(self, call: str | None, caller: str | None, now: float) -> Kept | None:
        """Give a place back, if one is kept for that call or, else, that number."""
        self._expire(now)
        found = call if call in self._by_call else self._of_number(caller, now)
        if found is None:
            return None
        number, kept = self._by_call[found]
        self._doubt(number, now)
        self._drop(found)
        return kept if found != call or kept.last > now else None

    def needs_of(self, call: str) -> Needs | None:
        """What whoever left with that call had to have; None: no place is kept for it."""
        found = self._by_call.get(call)
        return found[1].needs if found is not None else None

    def everything(self) -> list[tuple[str, str | None, Kept]]:
        """All that is kept, the oldest first: by call, number, and place."""
        return [(call, caller, kept) for call, (caller, kept) in self._by_call.items()]

    def _of_number(self, caller: str | None, now: float) -> str | None:
        """The only call of that number; None: there is none, or there were two."""
        if caller is None:
            return None
        live = self._live(caller, now)
        return live[0] if len(live) == 1 and not self._by_caller[caller][live[0]] else None

    def _live(self, caller: str, now: float) -> list[str]:
        calls = self._by_caller.get(caller, {})
        return [call for call in calls if self._by_call[call][1].until > now]

    def _doubt(self, caller: str | None, now: float) -> None:
        """Of two who had one number nobody knows later who comes for what is left."""
        if caller is not None and len(live := self._live(caller, now)) > 1:
            self._by_caller[caller].update(dict.fromkeys(live, True))

    def _expire(self, now: float) -> None:
        """Forget the oldest that nobody can have any more; the rest is asked when it is taken."""
        while self._by_call:
            call, (_, kept) = next(iter(self._by_call.items()))
            if kept.last > now:
                return
            self._drop(call)

    def _drop(self, call: str) -> None:
        caller, _ = self._by_call.pop(call, (None, None))
        if caller is None:
            return
        calls = self._by_caller[caller]
        del calls[call]
        if not calls:
            del self._by_caller[caller]
