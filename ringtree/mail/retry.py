"""When to try again, and when to give up. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

#: Pauses after the first, second, … attempt that an address's server put off, in seconds. Most
#: greylisting lets a second attempt pass after one to five minutes; later ones wait for people.
PAUSES = (60, 180, 300, 600, 1200, 1800, 3600, 7200, 14400)
#: Pauses while our own mail server can't be used at all. Short, because it is one server, and
#: everything waits for it.
SERVER_PAUSES = (5, 10, 20, 40, 60, 120, 300)
#: Attempts that an address gets whatever the time.
LEAST_ATTEMPTS = 3


def pause_after(attempts: int) -> timedelta:
    """How long an address rests after that many attempts, at least one."""
    return timedelta(seconds=PAUSES[min(attempts, len(PAUSES)) - 1])


def server_pause_after(failures: int) -> timedelta:
    """How long everything rests after the server has failed that often in a row."""
    return timedelta(seconds=SERVER_PAUSES[min(failures, len(SERVER_PAUSES)) - 1])


def is_given_up(waiting_since: datetime, attempts: int, now: datetime, limit: timedelta) -> bool:
    """Whether an address has been tried long enough [RFC 5321 §4.5.4.1].

    The time alone doesn't say so: perhaps it was our own server that was away.
    """
    return attempts >= LEAST_ATTEMPTS and now - waiting_since >= limit
