"""Presence in the database: the last word of each person, and all the words before it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, insert, select

from ringtree.presence.said import Said
from ringtree.queues.agent import Presence
from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_presence import presence_changes

TOPIC = "presence"
_t = presence_changes.c
_COLUMNS = (_t.company, _t.extension, _t.presence, _t.reason, _t.by, _t.at)


class PresenceStore:
    """What was said, by whichever process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, *said: Said) -> None:
        """Keep changes, and have running servers take them over.

        Raises:
            DatabaseFailure: it can't be written; nothing has changed.
        """
        if not said:
            return
        async with self._database.write() as connection:
            for company in dict.fromkeys(one.company for one in said):
                await touch(connection, TOPIC, company)
            await connection.execute(insert(presence_changes), [_row(one) for one in said])

    async def current(self, company: str | None = None) -> dict[tuple[str, str], Said]:
        """The last word of each person, by company and internal number."""
        last = select(func.max(_t.id)).group_by(_t.company, _t.extension)
        query = select(*_COLUMNS).where(_t.id.in_(last))
        if company is not None:
            last = last.where(_t.company == company)
            query = select(*_COLUMNS).where(_t.id.in_(last))
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return {(row["company"], row["extension"]): _said(row) for row in rows}

    async def history(
        self, company: str, start: datetime, end: datetime, *, limit: int = 100_000
    ) -> list[Said]:
        """What was said from `start` until before `end`, after the last word before `start`.

        In the order it was said, at most `limit`.
        """
        before = select(func.max(_t.id)).where(_t.company == company, _t.at < start)
        query = (
            select(*_COLUMNS)
            .where(_t.company == company, _t.at < end)
            .where((_t.at >= start) | _t.id.in_(before.group_by(_t.extension)))
            .order_by(_t.at, _t.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [_said(row) for row in rows]


def _row(said: Said) -> dict[str, Any]:
    return {
        "company": said.company,
        "extension": said.extension,
        "presence": said.presence.value,
        "reason": said.reason,
        "by": said.by[:120],
        "at": said.at,
    }


def _said(row: RowMapping) -> Said:
    return Said(**{**dict(row), "presence": Presence(row["presence"])})
