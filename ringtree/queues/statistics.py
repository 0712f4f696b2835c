"""What is counted of a queue: derived from each entry's one outcome, so that totals add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringtree.queues.outcome import QueueOutcome


@dataclass(frozen=True, slots=True)
class QueueStatistics:
    """Figures of one queue at one moment."""

    joined: int
    waiting: int
    """Present and not connected, whether or not a phone rings for them."""
    connected: int
    left: Mapping[QueueOutcome, int]

    @property
    def is_conserved(self) -> bool:
        """Whether everybody who joined is present or has left with an outcome."""
        return self.joined == self.waiting + self.connected + sum(self.left.values())


class Counters:
    """Counts of one queue since the engine was made; they outlive a reconfiguration."""

    __slots__ = ("connected", "joined", "left", "waiting")

    def __init__(self) -> None:
        self.joined = 0
        self.waiting = 0
        self.connected = 0
        self.left = dict.fromkeys(QueueOutcome, 0)

    def snapshot(self) -> QueueStatistics:
        """The figures now."""
        return QueueStatistics(self.joined, self.waiting, self.connected, dict(self.left))
