"""When somebody is called back. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from ringtree.callbacks.callback import Callback
from ringtree.company.callbacks import Callbacks
from ringtree.schedules.hours import Hours
from ringtree.schedules.override import Override
from ringtree.schedules.state import state


class NotOffered(Exception):
    """The queue does not call anybody back."""

    def __init__(self, queue: str) -> None:
        super().__init__(
            f"the queue {queue!r} calls nobody back: give it `callbacks` in the company's document"
        )
        self.queue = queue


def within_hours(
    hours: Hours | None, wanted: datetime, override: Override | None = None
) -> datetime | None:
    """The first moment from `wanted` on at which people may be called; None: never."""
    if hours is None:
        return wanted
    found = state(hours, wanted, override)
    while not found.is_open:
        if found.until is None:
            return None
        wanted = found.until
        found = state(hours, wanted, override)
    return wanted


def next_attempt(
    callback: Callback,
    settings: Callbacks,
    now: datetime,
    hours: Hours | None = None,
    override: Override | None = None,
) -> datetime | None:
    """When to try again after the attempt that has just failed; None: not any more.

    `callback` does not count that attempt yet.
    """
    if callback.attempts + 1 >= settings.attempts:
        return None
    return _in_time(
        callback, settings, within_hours(hours, now + timedelta(seconds=settings.spacing), override)
    )


def first_attempt(
    callback: Callback,
    settings: Callbacks,
    now: datetime,
    hours: Hours | None = None,
    override: Override | None = None,
) -> datetime | None:
    """From when on somebody who waits may be called; None: not any more."""
    wanted = max(now, callback.again_at) if callback.again_at else now
    return _in_time(callback, settings, within_hours(hours, wanted, override))


def last_moment(callback: Callback, settings: Callbacks) -> datetime:
    """After which nobody is called any more: the promise is too old."""
    return callback.requested + timedelta(seconds=settings.keep)


def _in_time(callback: Callback, settings: Callbacks, at: datetime | None) -> datetime | None:
    return at if at is not None and at <= last_moment(callback, settings) else None
