"""What people have said about their own calls, kept through restarts and told to others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_forwarding import forwardings, quiet_changes
from ringtree.storage.upsert import insert_or_replace

#: What a running server is touched with when somebody's wishes change.
TOPIC = "forwardings"

#: A company's, by internal number, as plain JSON values.
Stored = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietChange:
    """Somebody began to want to be left alone, or ceased to. `at` is UTC."""

    company: str
    extension: str
    is_quiet: bool
    at: datetime


_q = quiet_changes.c
_QUIET = (_q.company, _q.extension, _q.is_quiet, _q.at)


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
            await self._note_quiet(connection, company, extension, wishes)
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

    async def _note_quiet(
        self,
        connection: AsyncConnection,
        company: str,
        extension: str,
        wishes: dict[str, Any] | None,
    ) -> None:
        table = forwardings.c
        whose = (table.company == company) & (table.extension == extension)
        before = (await connection.execute(select(table.wishes).where(whose))).scalar() or {}
        is_quiet = bool((wishes or {}).get("do_not_disturb"))
        if is_quiet is not bool(before.get("do_not_disturb")):
            await connection.execute(
                insert(quiet_changes).values(
                    company=company, extension=extension, is_quiet=is_quiet, at=datetime.now(UTC)
                )
            )

    async def quiet(self, company: str) -> dict[str, datetime]:
        """Who of a company wants to be left alone now, and since when, by internal number."""
        last = select(func.max(_q.id)).where(_q.company == company).group_by(_q.extension)
        wanted = select(_q.extension, _q.at).where(_q.id.in_(last), _q.is_quiet)
        async with self._database.read() as connection:
            return {extension: at for extension, at in await connection.execute(wanted)}

    async def quiet_history(
        self, company: str, start: datetime, end: datetime, *, limit: int = 100_000
    ) -> list[QuietChange]:
        """Who began and ceased to want to be left alone before `end`, in order, at most `limit`;
        of each person from the last change before `start` on."""
        before = select(func.max(_q.id)).where(_q.company == company, _q.at < start)
        wanted = (
            select(*_QUIET)
            .where(_q.company == company, _q.at < end)
            .where((_q.at >= start) | _q.id.in_(before.group_by(_q.extension)))
            .order_by(_q.at, _q.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).mappings().all()
        return [QuietChange(**row) for row in rows]
