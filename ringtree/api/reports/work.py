"""Reports made in the workshop's process, from a database connection of its own."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ringtree.company.model import Company
from ringtree.figures.report import TooManyIntervals
from ringtree.figures.service import report_of
from ringtree.records.flow import CallFlow
from ringtree.records.search import CallFilter, CallSearch
from ringtree.records.totals import CallTotals
from ringtree.storage.database import Database

#: Calls that one report adds up at most: some seconds of work.
MOST_CALLS = 500_000


class TooFine(Exception):
    """The intervals are too short for the stretch of time."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def call_totals(url: str, wanted: CallFilter, zone: str) -> dict[str, Any]:
    """What the calls of a filter add up to."""
    return asyncio.run(_call_totals(url, wanted, zone))


async def _call_totals(url: str, wanted: CallFilter, zone: str) -> dict[str, Any]:
    database = Database(url)
    search = CallSearch(database)
    totals, flow = CallTotals(ZoneInfo(zone)), CallFlow()
    try:
        async for row in search.each(wanted, most=MOST_CALLS):
            totals.add(row)
            flow.add(row)
        hops = await search.last_hops(wanted.company, [*flow.samples.values()])
    finally:
        await database.stop()
    return totals.to_dict() | {"flow": flow.to_dict(hops)}


def queue_report(
    url: str,
    company: str,
    start: datetime,
    end: datetime,
    *,
    every: float | None,
    within: float | None,
    short: float | None,
) -> dict[str, Any]:
    """The figures of queues and agents; `company` is the live one as JSON text.

    Raises:
        TooFine: as `TooManyIntervals`.
    """
    return asyncio.run(_queue_report(url, company, start, end, every, within, short))


async def _queue_report(
    url: str,
    company: str,
    start: datetime,
    end: datetime,
    every: float | None,
    within: float | None,
    short: float | None,
) -> dict[str, Any]:
    database = Database(url)
    interval = timedelta(seconds=every) if every is not None else None
    live = Company.model_validate_json(company)
    try:
        made = await report_of(
            database, live, start, end, every=interval, within=within, short=short
        )
    except TooManyIntervals as error:
        raise TooFine(error.count) from None
    finally:
        await database.stop()
    return made.to_dict()
