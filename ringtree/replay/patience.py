"""For how long callers wait before they give up, learnt from those who did and who did not.

Who was answered after a minute would have waited a minute at least; how much longer nobody saw.
The Kaplan-Meier estimate uses both kinds: at each time at which somebody gave up, the share of
those still waiting who did.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby
from math import inf
from random import Random


class Patience:
    """The survival of waiting: which share of callers waits longer than a time."""

    __slots__ = ("_shares", "_times")

    def __init__(self, waits: Iterable[tuple[float, bool]]) -> None:
        """`waits` are seconds, each with whether the caller gave up then."""
        ordered = sorted(waits)
        left, share = len(ordered), 1.0
        self._times: list[float] = []
        self._shares: list[float] = []
        for time, group in groupby(ordered, key=lambda one: one[0]):
            ended = list(group)
            gave_up = sum(1 for _, is_given_up in ended if is_given_up)
            if gave_up:
                share *= 1 - gave_up / left
                self._times.append(time)
                self._shares.append(share)
            left -= len(ended)

    def longer_than(self, seconds: float) -> float:
        """The share of callers who wait longer than that."""
        index = bisect_right(self._times, seconds)
        return self._shares[index - 1] if index else 1.0

    def draw(self, chance: Random, *, at_least: float = 0.0) -> float:
        """How long a caller waits who is known to have waited `at_least` seconds.

        Infinite for those beyond what anybody was seen to give up at.
        """
        wanted = chance.random() * self.longer_than(at_least)
        for time, share in zip(self._times, self._shares, strict=True):
            if time > at_least and share <= wanted:
                return time
        return inf
