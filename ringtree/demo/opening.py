"""The demonstration's call finds the company at work, whatever the hour.

Its schedules are overridden, as a person would do it by a star code: only those closed by their
rules, only while the call lasts, and never one that somebody has set otherwise.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from ringtree.company.model import Company
from ringtree.company.schedule import Schedule
from ringtree.flows.overrides import OverrideBook
from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.schedules.state import state

#: After this it ends by itself, should the server be killed during the call.
LONGEST = timedelta(minutes=5)


@asynccontextmanager
async def kept_open(
    company: Company, overrides: OverrideBook, now: datetime
) -> AsyncIterator[tuple[str, ...]]:
    """The names of the schedules that were closed at `now` and are open inside the block.

    Raises:
        DatabaseFailure: an override can't be kept.
    """
    closed = tuple(
        one.name for one in company.schedules.values() if _is_closed(one, company, overrides, now)
    )
    opening = Override(
        OverrideKind.OPEN, now, Until.TIME, now + LONGEST, who="demo", why="the demonstration call"
    )
    try:
        for schedule in closed:
            await overrides.set(company.code, schedule, opening)
        yield closed
    finally:
        for schedule in closed:
            if overrides.get(company.code, schedule) == opening:  # nobody has said otherwise since
                await overrides.revoke(company.code, schedule)


def _is_closed(
    schedule: Schedule, company: Company, overrides: OverrideBook, now: datetime
) -> bool:
    hours, held = schedule.hours(company.timezone), overrides.get(company.code, schedule.name)
    told = state(hours, now, held)
    return not told.is_open and told.override is None
