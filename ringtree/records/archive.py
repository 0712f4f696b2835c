"""Looking records up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord
from ringtree.records.rows import record_of
from ringtree.storage.database import Database
from ringtree.storage.tables import calls


class CallArchive:
    """The stored records; those of the last half second may still be under way."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recent(
        self,
        *,
        company: str | None = None,
        outcome: Outcome | None = None,
        since: datetime | None = None,
        limit: int = 20,
    ) -> list[CallRecord]:
        """The last calls, newest first."""
        query = select(calls).order_by(calls.c.started.desc(), calls.c.id).limit(limit)
        if company is not None:
            query = query.where(calls.c.company == company)
        if outcome is not None:
            query = query.where(calls.c.outcome == outcome.value)
        if since is not None:
            query = query.where(calls.c.started >= since)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [record_of(row) for row in rows]

    async def get(self, record_id: str) -> CallRecord | None:
        """One call's record."""
        query = select(calls).where(calls.c.id == record_id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return record_of(row) if row is not None else None
