"""The bounded range of RTP ports, shared by all workers."""

from __future__ import annotations

from collections import deque

from ringtree.media.plane import NoPortLeft


class PortPool:
    """Even ports of a range, each with the odd one above it for RTCP [RFC 3550 §11].

    A port that was given back is the last to be used again, so that late packets of an ended
    call do not reach the next one.
    """

    __slots__ = ("_free", "size")

    def __init__(self, first: int, last: int) -> None:
        """Both ends included. Raises ValueError if not one pair fits."""
        self._free = deque(range(first + first % 2, last, 2))
        self.size = len(self._free)
        if not self.size:
            raise ValueError(f"no pair of ports between {first} and {last}")

    def take(self) -> int:
        """Raises NoPortLeft."""
        if not self._free:
            raise NoPortLeft(f"all {self.size} port pairs are in use")
        return self._free.popleft()

    def give_back(self, port: int) -> None:
        self._free.append(port)

    def __len__(self) -> int:
        """How many are free."""
        return len(self._free)
