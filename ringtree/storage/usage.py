"""What was called to the outside: kept before the INVITE goes, so that no crash forgets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import delete, select

from ringtree.storage.batched import BatchedStore
from ringtree.storage.database import Database
from ringtree.storage.journal import Entry
from ringtree.storage.tables_usage import usage
from ringtree.storage.upsert import insert_or_replace
from ringtree.storage.values import fitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """One call to the outside. `begun` is seconds since 1970, `seconds` of conversation so far,
    `money` a decimal number, `day` the company's own date."""

    id: str
    company: str
    extension: str | None
    trunk: str
    number: str
    day: str
    night: bool
    begun: float
    seconds: float = 0.0
    money: str = "0"
    ended: bool = False


class UsageStore(BatchedStore):
    """Uses that survive this process."""

    def __init__(self, database: Database, directory: Path) -> None:
        """`directory` is for the journal, and ours alone."""
        super().__init__("usage", database, directory)

    def keep(self, used: Used) -> None:
        """Keep a call's use in the place of what was kept of it before."""
        self._batches.put("used", asdict(used))

    async def since(self, day: date, company: str | None = None) -> list[Used]:
        """Every use of a day and later, of one company or all."""
        wanted = usage.c.day >= day.isoformat()
        if company is not None:
            wanted &= usage.c.company == company
        async with self._database.read() as connection:
            rows = await connection.execute(select(usage).where(wanted).order_by(usage.c.begun))
        return [Used(**row) for row in rows.mappings()]

    async def purge(self, before: date) -> None:
        """Forget what no limit asks for any more."""
        async with self._database.write() as connection:
            await connection.execute(delete(usage).where(usage.c.day < before.isoformat()))

    async def _apply(self, entries: Sequence[Entry]) -> None:
        rows = {data["id"]: fitted(usage, data) for _, data in entries}
        async with self._database.write() as connection:
            await insert_or_replace(connection, usage, list(rows.values()))
