"""On which terms somebody is called back now: as published, and as hours are overridden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ringtree.callbacks.callback import Callback
from ringtree.callbacks.rules import first_attempt, last_moment, next_attempt
from ringtree.company.callbacks import Callbacks
from ringtree.flows.world import World
from ringtree.routing.choice import IsOpen
from ringtree.routing.directory import Directory
from ringtree.schedules.hours import Hours
from ringtree.schedules.override import Override


class Terms:
    """The terms of every callback. `world` says what is overridden and open."""

    __slots__ = ("_directory", "_now", "world")

    def __init__(self, directory: Directory, now: Callable[[], datetime]) -> None:
        self._directory = directory
        self._now = now
        self.world = World()

    def of(self, callback: Callback) -> Callbacks:
        """How the queue calls back."""
        snapshot = self._directory.company(callback.company)
        queue = snapshot.company.queues.get(callback.queue) if snapshot else None
        return (queue.callbacks if queue else None) or Callbacks()

    def first(self, callback: Callback) -> datetime | None:
        """From when on the person may be called; None: not any more."""
        return first_attempt(callback, self.of(callback), self._now(), *self._hours(callback))

    def next(self, callback: Callback) -> datetime | None:
        """When to try again after the attempt that has just failed; None: not any more."""
        return next_attempt(callback, self.of(callback), self._now(), *self._hours(callback))

    def left(self, callback: Callback) -> float:
        """In how many seconds the promise is too old."""
        return (last_moment(callback, self.of(callback)) - self._now()).total_seconds()

    def is_open(self, company: str) -> IsOpen:
        """Whether a schedule of the company is open."""
        snapshot = self._directory.company(company)
        assert snapshot is not None
        return lambda schedule: self.world.is_open(snapshot.company, schedule)

    def _hours(self, callback: Callback) -> tuple[Hours | None, Override | None]:
        snapshot = self._directory.company(callback.company)
        named = self.of(callback).hours
        if snapshot is None or named is None or named not in snapshot.company.schedules:
            return None, None
        schedule = snapshot.company.schedules[named]
        override = self.world.overrides.get(callback.company, named)
        return schedule.hours(snapshot.company.timezone), override
