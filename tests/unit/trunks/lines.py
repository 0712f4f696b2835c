"""Lines on a clock of one's own."""

from __future__ import annotations

from random import Random
from typing import Any

from ringtree.company.trunk import Trunk
from ringtree.trunks.line import Line


class Clock:
    """Seconds, moved by the test."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def wall(self) -> float:
        return self.now + 1_000_000


def line(clock: Clock | None = None, **trunk: Any) -> Line:
    """A line of a trunk at 192.0.2.1 or where `trunk` says."""
    clock = clock or Clock()
    one = Trunk.model_validate({"name": "carrier", "addresses": ["192.0.2.1"], **trunk})
    return Line("acme", one, region="RU", clock=clock, wall=clock.wall, random=Random(1))
