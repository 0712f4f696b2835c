"""Calls that are passed on and come back to us, however little of them the carriers leave.

A call that leads back over a trunk is known by what is left of Max-Forwards [RFC 3261 §16.3] and
by a header of our own. Via tells nothing: we pass calls on as a new one, with a list of its own.
Carriers that make a new call of it take both away. What they can't hide is that one caller is
passed on to one number once more, and once more: so that is counted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ringtree.calls.permit import TrunkCall
    from ringtree.calls.presentation import Presentation

#: How often a call has passed through us, in an INVITE to a trunk.
ROUNDS_HEADER = "X-Ringtree-Rounds"
#: Rounds a call may make: forwarding to a colleague of another company here is one of them.
MOST_ROUNDS = 5
#: Calls of one caller that may be passed on to one number at once, and of all who hide theirs.
MOST_ALIKE, MOST_HIDDEN = 3, 10

Key = tuple[str, str, str]


class Round:
    """One call that is being passed on."""

    __slots__ = ("_circles", "_key")

    def __init__(self, circles: Circles | None, key: Key) -> None:
        self._circles = circles
        self._key = key

    def leave(self) -> None:
        """It is over. A second time does nothing."""
        if self._circles is not None:
            circles, self._circles = self._circles, None
            circles._alike[self._key] -= 1
            if not circles._alike[self._key]:
                del circles._alike[self._key]


class Circles:
    """Counts calls that are passed on to the outside."""

    __slots__ = ("_alike",)

    def __init__(self) -> None:
        self._alike: Counter[Key] = Counter()

    def enter(self, caller: Presentation, call: TrunkCall) -> Round | None:
        """Pass a call on, or None if it runs in a circle. What began here can't."""
        if caller.rounds is None:
            return Round(None, ("", "", ""))
        key = (call.snapshot.code, call.number, caller.number)
        most = MOST_ALIKE if caller.number else MOST_HIDDEN
        if caller.rounds >= MOST_ROUNDS or self._alike[key] >= most:
            return None
        self._alike[key] += 1
        return Round(self, key)
