"""What operators let companies use, kept through restarts and told to others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_usage import allowances
from ringtree.storage.upsert import insert_or_replace

#: What a running server is touched with when an operator changes one.
TOPIC = "allowances"

#: Bounds that are set, as plain JSON values.
Bounds = dict[str, Any]


class Allowances:
    """The stored bounds. Every method may raise `DatabaseFailure`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, company: str | None = None) -> dict[str, Bounds]:
        """By company; of one company or all. Who is not there may use everything."""
        wanted = select(allowances.c.company, allowances.c.bounds)
        if company is not None:
            wanted = wanted.where(allowances.c.company == company)
        async with self._database.read() as connection:
            return {code: bounds for code, bounds in await connection.execute(wanted)}

    async def set(self, company: str, bounds: Bounds) -> None:
        """Keep bounds in the place of earlier ones; none at all allow everything."""
        async with self._database.write() as connection:
            await touch(connection, TOPIC, company)
            if not bounds:
                await connection.execute(delete(allowances).where(allowances.c.company == company))
                return
            row = {"company": company, "bounds": bounds, "changed": datetime.now(UTC)}
            await insert_or_replace(connection, allowances, [row])


async def bounds_of(connection: AsyncConnection, company: str) -> Bounds:
    """One company's, within a transaction of somebody else's."""
    wanted = select(allowances.c.bounds).where(allowances.c.company == company)
    return (await connection.execute(wanted)).scalar() or {}
