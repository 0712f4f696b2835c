"""A call both of whose sides fell silent is over, whatever signalling believes."""

from __future__ import annotations

from typing import Protocol

from ringtree.media.protocol import Resumed, Silent


class Hearing(Protocol):
    """What is asked of a leg. `heard_at` is when RTP or RTCP last came, in monotonic seconds."""

    @property
    def number(self) -> int: ...

    @property
    def heard_at(self) -> float: ...

    @property
    def is_two_way(self) -> bool: ...

    @property
    def peer(self) -> Hearing | None: ...


class SilenceWatch:
    """Notices silence once per leg, and its end.

    A leg counts as silent only while it ought to be sending, which a phone on hold does not; and
    of two connected legs neither is reported while the other one still talks.
    """

    __slots__ = ("_limit", "_silent")

    def __init__(self, limit: float) -> None:
        """`limit` in seconds; 0 watches nothing."""
        self._limit = limit
        self._silent: set[int] = set()

    def check(self, leg: Hearing, now: float) -> Silent | Resumed | None:
        """To be called about once a second for each leg."""
        if leg.number in self._silent:
            if self._is_silent(leg, now):
                return None
            self._silent.discard(leg.number)
            return Resumed(leg.number)
        if not self._limit or not self._is_silent(leg, now):
            return None
        if leg.peer is not None and not self._is_silent(leg.peer, now):
            return None
        self._silent.add(leg.number)
        return Silent(leg.number, round(now - leg.heard_at, 1))

    def forget(self, number: int) -> None:
        """The leg was closed."""
        self._silent.discard(number)

    def _is_silent(self, leg: Hearing, now: float) -> bool:
        return leg.is_two_way and now - leg.heard_at >= self._limit
