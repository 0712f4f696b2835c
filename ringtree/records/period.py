"""All the calls of a company in a stretch of time, page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import and_, or_, select

from ringtree.records.record import CallRecord
from ringtree.records.rows import record_of
from ringtree.storage.database import Database
from ringtree.storage.tables import calls

PAGE = 500  # records; no reader keeps the database's view for longer than that takes

_t = calls.c


async def calls_between(
    database: Database, company: str, start: datetime, end: datetime
) -> AsyncIterator[CallRecord]:
    """The calls that began from `start` until before `end`, oldest first.

    Raises:
        DatabaseFailure: it can't be read.
    """
    within = (_t.company == company, _t.started >= start, _t.started < end)
    query = select(calls).where(*within).order_by(_t.started, _t.id).limit(PAGE)
    page = query
    while True:
        async with database.read() as connection:
            rows = (await connection.execute(page)).mappings().all()
        for row in rows:
            yield record_of(row)
        if len(rows) < PAGE:
            return
        last = rows[-1]
        after = and_(_t.started == last["started"], _t.id > last["id"])
        page = query.where(or_(_t.started > last["started"], after))
