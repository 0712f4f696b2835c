"""What is counted of a queue: derived from each entry's one outcome, so that totals add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import QueueSettings


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

    __slots__ = (
        "abandoned_in_time",
        "abandoned_short",
        "answered_in_time",
        "connected",
        "joined",
        "left",
        "waiting",
    )

    def __init__(self) -> None:
        self.joined = 0
        self.waiting = 0
        self.connected = 0
        self.left = dict.fromkeys(QueueOutcome, 0)
        self.answered_in_time = 0
        self.abandoned_short = 0
        self.abandoned_in_time = 0
        """Hung up later than a short abandon, and within the service level's time."""

    def answered(self, waited: float, settings: QueueSettings) -> None:
        """A conversation is over that was begun after so many seconds of waiting."""
        self.answered_in_time += waited <= settings.level_within

    def abandoned(self, waited: float, settings: QueueSettings) -> None:
        """Somebody has hung up after so many seconds of waiting."""
        if waited <= settings.level_short:
            self.abandoned_short += 1
        elif waited <= settings.level_within:
            self.abandoned_in_time += 1

    def snapshot(self) -> QueueStatistics:
        """The figures now."""
        return QueueStatistics(self.joined, self.waiting, self.connected, dict(self.left))
