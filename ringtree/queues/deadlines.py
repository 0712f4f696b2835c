"""What is to be done when a deadline has passed, by what the deadline is for."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.queues import announcements, wrap_ups
from ringtree.queues.callers import Callers
from ringtree.queues.entry import EntryInput
from ringtree.queues.floor import Floor, Timer, TimerKey
from ringtree.queues.offering import Offering
from ringtree.queues.staffing import let_go_if_deserted


class Deadlines:
    """The engine's timers, each with its consequence."""

    __slots__ = ("_callers", "_floor", "_handlers", "_offering")

    def __init__(self, floor: Floor, callers: Callers, offering: Offering) -> None:
        self._floor = floor
        self._callers = callers
        self._offering = offering
        self._handlers: dict[Timer, Callable[[str, str, float], None]] = {
            Timer.MAX_WAIT: self._max_wait,
            Timer.WAVE: self._wave_over,
            Timer.WRAP_UP: self._wrap_up_over,
            Timer.REST: self._rest_over,
            Timer.REFUSAL: self._refusal_over,
            Timer.ANNOUNCE: self._announcement_due,
            Timer.SPEAK: self._speak_due,
            Timer.OPEN: self._more_may_be_rung,
            Timer.POSTPONE: self._postponed_until_now,
            Timer.DESERTED: self._deserted,
        }

    def passed(self, key: TimerKey, now: float) -> None:
        """The deadline has passed and is not set any more."""
        kind, first, second = key
        self._handlers[kind](first, second, now)

    def _deserted(self, key: str, _: str, now: float) -> None:
        let_go_if_deserted(self._floor.queues[key], self._callers, now)

    def _max_wait(self, entry_id: str, _: str, now: float) -> None:
        self._callers.feed(self._floor.entries[entry_id], EntryInput.MAX_WAIT, now)

    def _wave_over(self, offer_id: str, _: str, now: float) -> None:
        self._offering.wave_over(offer_id, now)

    def _wrap_up_over(self, extension: str, _: str, now: float) -> None:
        wrap_ups.end(self._floor, self._floor.agents[extension], now)

    def _rest_over(self, extension: str, _: str, now: float) -> None:
        agent = self._floor.agents[extension]
        agent.rest = None
        self._floor.refresh(agent)

    def _refusal_over(self, entry_id: str, extension: str, now: float) -> None:
        entry = self._floor.entries[entry_id]
        del entry.refused[extension]
        self._floor.stirred[entry.queue] = None

    def _announcement_due(self, key: str, _: str, now: float) -> None:
        announcements.tell_due(self._floor, self._floor.queues[key], now)

    def _speak_due(self, entry_id: str, _: str, now: float) -> None:
        announcements.speak_due(self._floor, self._floor.entries[entry_id], now)

    def _more_may_be_rung(self, entry_id: str, _: str, now: float) -> None:
        entry = self._floor.entries[entry_id]
        self._callers.schedule(entry, now)
        self._offering.widen(entry, now)
        self._floor.stirred[entry.queue] = None

    def _postponed_until_now(self, entry_id: str, _: str, now: float) -> None:
        entry = self._floor.entries[entry_id]
        entry.postponed = None
        self._floor.stirred[entry.queue] = None
