"""Reports from what is stored: the same for the command line, the API and the panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from ringtree.company.model import Company
from ringtree.figures.queue_figures import Standard, Thresholds
from ringtree.figures.report import Report, report
from ringtree.figures.visit import Visit, visits
from ringtree.presence.heeded import heeded_history
from ringtree.presence.store import PresenceStore
from ringtree.records.period import calls_between
from ringtree.storage.database import Database
from ringtree.storage.forwardings import Forwardings

#: A caller may walk and wait for so long before joining a queue; calls that began earlier than
#: that before a report's start are not looked at.
LONGEST_WAY = timedelta(hours=4)


def standards(
    company: Company, *, within: float | None = None, short: float | None = None
) -> Standard:
    """What each queue is measured by: as it is set, or as is asked for."""
    return {
        name: Thresholds(
            within=queue.target.within if within is None else within,
            short=queue.target.short if short is None else short,
        )
        for name, queue in company.queues.items()
    }


async def report_of(
    database: Database,
    company: Company,
    start: datetime,
    end: datetime,
    *,
    queues: Sequence[str] | None = None,
    every: timedelta | None = None,
    within: float | None = None,
    short: float | None = None,
) -> Report:
    """What the company's queues (or those named) and their agents did.

    `within` and `short` are what all queues are measured by, instead of each by its own.

    Raises:
        TooManyIntervals: `every` is too short.
        DatabaseFailure: it can't be read.
    """
    names = list(company.queues) if queues is None else list(queues)
    serving = {one: None for name in names for one in company.queues[name].agents}
    words = await PresenceStore(database).history(company.code, start, end)
    quiet = await Forwardings(database).quiet_history(company.code, start, end)
    since = start - LONGEST_WAY
    records = [one async for one in calls_between(database, company.code, since, end)]
    return report(
        records,
        queues=names,
        people=tuple(serving),
        history=heeded_history(words, quiet),
        start=start,
        end=end,
        every=every,
        thresholds=standards(company, within=within, short=short),
    )


async def visits_between(
    database: Database, company: str, queue: str, start: datetime, end: datetime
) -> list[Visit]:
    """Everybody who joined a queue from `start` until before `end`, in that order.

    Raises:
        DatabaseFailure: it can't be read.
    """
    found = [
        visit
        async for record in calls_between(database, company, start - LONGEST_WAY, end)
        for visit in visits(record)
        if visit.queue == queue and start <= visit.joined < end
    ]
    return sorted(found, key=lambda visit: visit.joined)
