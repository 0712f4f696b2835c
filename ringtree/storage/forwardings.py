"""What people have said about their own calls, kept through restarts and told to others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select

from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_forwarding import forwardings
from ringtree.storage.upsert import insert_or_replace

#: What a running server is touched with when somebody's wishes change.
TOPIC = "forwardings"

#: A company's, by internal number, as plain JSON values.
Stored = dict[str, dict[str, Any]]


class Forwardings:
    """The stored wishes. Every method may raise `DatabaseFailure`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, company: str | None = None) -> dict[str, Stored]:
        """Everybody's, by company; of one company or all."""
        columns = (forwardings.c.company, forwardings.c.extension, forwardings.c.wishes)
        wanted = select(*columns)
        if company is not None:
            wanted = wanted.where(forwardings.c.company == company)
        found: dict[str, Stored] = {}
        async with self._database.read() as connection:
            for code, extension, wishes in await connection.execute(wanted):
                found.setdefault(code, {})[extension] = wishes
        return found

    async def set(
        self, company: str, extension: str, wishes: dict[str, Any] | None, *, author: str
    ) -> None:
        """Keep one person's wishes in the place of earlier ones; None forgets them."""
        table = forwardings
        async with self._database.write() as connection:
            await touch(connection, TOPIC, company)
            if wishes is None:
                whose = (table.c.company == company) & (table.c.extension == extension)
                await connection.execute(delete(table).where(whose))
                return
            row = {
                "company": company,
                "extension": extension,
                "wishes": wishes,
                "author": author,
                "changed": datetime.now(UTC),
            }
            await insert_or_replace(connection, table, [row])
