"""Is a carrier there? An OPTIONS now and then, and how long the answer took.

Pure: `due` says when the probe wants attention; `act` says whether to ask.
"""

from __future__ import annotations

from enum import StrEnum
from math import inf

#: Seconds an answer may take.
PATIENCE = 4.0
#: Seconds after an unanswered question: the next comes sooner than usual.
SOON = 1.0
#: Unanswered questions in a row after which an address has failed.
MISSES = 2
#: How much a new measurement of the delay weighs.
SMOOTHING = 0.3


class ProbeFinding(StrEnum):
    """What `act` finds."""

    NOTHING = "nothing"
    ASK = "ask"
    SILENT = "silent"  # nobody answers at this address


class Probe:
    """The probing of one trunk's present address. Times are in seconds."""

    __slots__ = ("_asked", "_interval", "_misses", "due", "latency", "reachable")

    def __init__(self, interval: float | None) -> None:
        self._interval = interval
        self._asked: float | None = None
        self._misses = 0
        self.due = inf
        self.latency: float | None = None
        """Smoothed seconds from question to answer."""
        self.reachable: bool | None = None
        """None: not known yet, or never asked."""

    def start(self, now: float) -> None:
        """Ask at once: a new trunk, or a new address of it."""
        self._asked, self._misses = None, 0
        self.latency = None
        self.due = inf if self._interval is None else now

    def act(self, now: float) -> ProbeFinding:
        """What is due. After SILENT the address is the caller's to change, or to ask again."""
        if now < self.due or self._interval is None:
            return ProbeFinding.NOTHING
        if self._asked is None:
            self._asked = now
            self.due = now + PATIENCE
            return ProbeFinding.ASK
        self._asked = None
        self._misses += 1
        self.due = now + SOON
        if self._misses < MISSES:
            return ProbeFinding.NOTHING
        self._misses = 0
        self.reachable = False
        self.due = now + self._interval
        return ProbeFinding.SILENT

    def answered(self, now: float, after: float) -> None:
        """An answer of whatever status came `after` seconds: somebody is there."""
        if self._interval is None:
            return
        known = self.latency
        self.latency = after if known is None else known + SMOOTHING * (after - known)
        self._asked, self._misses = None, 0
        self.reachable = True
        self.due = now + self._interval

    def unreachable(self) -> None:
        """The address can't be sent to at all; the answer is not waited for."""
        if self._asked is not None:
            self.due = self._asked
