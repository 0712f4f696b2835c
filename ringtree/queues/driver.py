"""Drives one company's engine: carries out what it decides, and wakes it when it wants to be.

Everything here runs in the event loop's thread, between two awaits, so a decision and its effect
are one step. Whoever tells the engine something calls `carry_out` afterwards.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Protocol

import structlog

from ringtree.queues.decisions import (
    AgentDecision,
    CallerDecision,
    Decision,
    Leave,
    PresenceChanged,
    WrapUpBegan,
)
from ringtree.queues.engine import QueueEngine
from ringtree.queues.floor import Floor
from ringtree.queues.look import look
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.watchdog import Fault, faults

log = structlog.get_logger(__name__)


class Carrier(Protocol):
    """Who carries out what is decided about one entry: a waiting caller, a callback."""

    def on_decision(self, decision: CallerDecision) -> None:
        """Carry out a decision, at once or in a task of one's own."""


class Driver:
    """One engine, those who carry out its decisions, and its timer."""

    __slots__ = (
        "_busy",
        "_clock",
        "_code",
        "_on_agent",
        "_stirred",
        "_timer",
        "_timer_at",
        "carriers",
        "engine",
        "faults",
    )

    def __init__(
        self,
        code: str,
        clock: Callable[[], float],
        on_agent: Callable[[str, AgentDecision], None],
        stirred: Callable[[str], None],
    ) -> None:
        """`on_agent` and `stirred` are told the company's code, the latter after every change."""
        self._code = code
        self._clock = clock
        self._on_agent = on_agent
        self._stirred = stirred
        self.engine = QueueEngine()
        self.carriers: dict[str, Carrier] = {}
        """By entry: who carries out what is decided about it."""
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._busy = False
        self.faults = 0
        """Impossible states that were found and repaired."""

    @property
    def now(self) -> float:
        """The engine's time."""
        return self._clock()

    @property
    def floor(self) -> Floor:
        """See `QueueEngine.floor`."""
        return self.engine.floor

    def state(self) -> dict[str, Any]:
        """What must not be forgotten, and what goes on now for others to see, as plain JSON."""
        return {**self.engine.snapshot(self.now), "look": look(self.floor)}

    def look_for_faults(self) -> None:
        """Put right whoever is in a state that cannot be, and count it."""
        now = self.now
        found = [*faults(self.engine.floor, now), *self._abandoned(now)]
        for fault in found:
            log.error("impossible state", company=self._code, who=fault.who, what=fault.what)
            fault.repair()
        self.faults += len(found)
        if found:
            self.carry_out()

    def _abandoned(self, now: float) -> Iterator[Fault]:
        """Places that nobody holds: their callers left without a word."""
        for entry_id in self.engine.floor.entries:
            if entry_id not in self.carriers:
                yield Fault(
                    entry_id,
                    "in a queue with nobody on the line",
                    partial(self.engine.leave, entry_id, now, QueueOutcome.FAILED),
                )

    def carry_out(self) -> None:
        """Carry out every decision in order, also those that carrying out one brings about."""
        if self._busy:
            return
        self._busy = True
        try:
            while self.engine.decisions:
                self._hand_over(self.engine.decisions.popleft())
        finally:
            self._busy = False
        self._arm()
        self._stirred(self._code)

    def _hand_over(self, decision: Decision) -> None:
        if isinstance(decision, PresenceChanged | WrapUpBegan):
            self._on_agent(self._code, decision)
            return
        carrier = self.carriers.get(decision.entry_id)
        if carrier is not None:
            carrier.on_decision(decision)
        elif not isinstance(decision, Leave):
            log.error("decision for nobody", company=self._code, decision=repr(decision))

    def _arm(self) -> None:
        """See to it that the engine is woken when it next wants to be."""
        when = self.engine.next_timer()
        if self._timer is not None:
            if when == self._timer_at:
                return
            self._timer.cancel()
            self._timer = None
        if when is not None:
            self._timer_at = when
            delay = max(0.0, when - self.now)
            self._timer = asyncio.get_running_loop().call_later(delay, self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        self.engine.handle_timer(self.now)
        self.carry_out()
