"""What a caller is told of the wait: whole minutes as people say them, never rising aloud."""

from __future__ import annotations

from math import ceil

from ringtree.queues.entry import Entry

#: An agent is expected within so many seconds: "any moment now" instead of a number.
ANY_MOMENT = 20.0

#: What is said above an hour: more than that.
HOUR = 60
MORE_THAN_AN_HOUR = 61


def spoken_minutes(seconds: float) -> int:
    """The wait as people say it, rounded up: by the minute, by five, by ten; 0: any moment."""
    if seconds <= ANY_MOMENT:
        return 0
    minutes = ceil(seconds / 60)
    for most, step in ((10, 1), (30, 5), (HOUR, 10)):
        if minutes <= most:
            return ceil(minutes / step) * step
    return MORE_THAN_AN_HOUR


def promise(entry: Entry, estimate: float | None, now: float) -> int | None:
    """The minutes to tell this caller now; None: there is no ground for any.

    What was told before stands: the wait told is never longer than what is left of it, and when
    that time has passed it is "any moment now".
    """
    if estimate is None:
        return None
    if entry.told_until is not None:
        estimate = min(estimate, entry.told_until - now)
    minutes = spoken_minutes(estimate)
    if entry.told_wait is not None:
        minutes = min(minutes, entry.told_wait)
    entry.told_wait = minutes
    if 0 < minutes <= HOUR:
        until = now + minutes * 60
        entry.told_until = until if entry.told_until is None else min(until, entry.told_until)
    return minutes
