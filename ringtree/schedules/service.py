"""What people have set instead of schedules' rules: in memory for calls, in the database for ever.

The one impure module here. Questions are answered from memory; a change is written through and
touches its topic, so that every running server has it within a second and after a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables import overrides
from ringtree.storage.upsert import insert_or_replace

TOPIC = "overrides"


class Overrides:
    """The overrides of a server. `load` before asking."""

    __slots__ = ("_database", "_held")

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: dict[str, dict[str, Override]] = {}

    def get(self, company: str, schedule: str) -> Override | None:
        """What was set last for a schedule and not revoked, whether or not it still holds."""
        return self._held.get(company, {}).get(schedule)

    def of(self, company: str) -> Mapping[str, Override]:
        """Those of a company, by schedule, whether or not they still hold."""
        return self._held.get(company, {})

    async def set(self, company: str, schedule: str, override: Override) -> None:
        """Let it hold from now on, in the place of one that was set before.

        Raises:
            DatabaseFailure: it is not kept, and holds nowhere.
        """
        row = {
            "company": company,
            "schedule": schedule,
            "kind": override.kind,
            "exception": override.exception,
            "since": override.since,
            "until": override.until,
            "ends_at": override.ends_at,
            "who": override.who,
            "why": override.why,
        }
        async with self._database.write() as connection:
            await touch(connection, TOPIC, company)
            await insert_or_replace(connection, overrides, [row])
        self._held.setdefault(company, {})[schedule] = override

    async def revoke(self, company: str, schedule: str) -> bool:
        """Let the rules hold again; whether anything was set.

        Raises:
            DatabaseFailure: nothing has changed.
        """
        same = (overrides.c.company == company) & (overrides.c.schedule == schedule)
        async with self._database.write() as connection:
            await touch(connection, TOPIC, company)
            found = await connection.execute(delete(overrides).where(same))
        self._held.get(company, {}).pop(schedule, None)
        return bool(found.rowcount)

    async def load(self, company: str | None) -> None:
        """Read what is stored, of one company or of all.

        Raises:
            DatabaseFailure: what was known before still is.
        """
        wanted = select(overrides)
        if company is not None:
            wanted = wanted.where(overrides.c.company == company)
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).mappings().all()
        found: dict[str, dict[str, Override]] = {} if company is None else {company: {}}
        for row in rows:
            found.setdefault(row["company"], {})[row["schedule"]] = _read(dict(row))
        self._held = found if company is None else {**self._held, **found}


def _read(row: Mapping[str, Any]) -> Override:
    return Override(
        kind=OverrideKind(row["kind"]),
        since=row["since"],
        until=Until(row["until"]),
        ends_at=row["ends_at"],
        exception=row["exception"],
        who=row["who"],
        why=row["why"],
    )
