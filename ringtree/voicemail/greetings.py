"""Greetings that the mailbox's owner has spoken or uploaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select

from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_voicemail import voicemail_greetings as greetings
from ringtree.storage.upsert import insert_or_replace
from ringtree.voicemail.message import BoxKey
from ringtree.voicemail.store import TOPIC

#: Seconds of a greeting; who has more to say hasn't thought of the caller.
LONGEST = 120.0


class GreetingKind(StrEnum):
    """Which one."""

    UNAVAILABLE = "unavailable"
    BUSY = "busy"
    NAME = "name"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded greeting. A temporary one may end at `until`."""

    file: str
    seconds: float
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it is still to be played."""
        return self.until is None or now < self.until


class Greetings:
    """All greetings of this server, in memory; calls ask without the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[BoxKey, GreetingKind], Recorded] = {}

    def find(self, key: BoxKey, kind: GreetingKind, now: datetime) -> Recorded | None:
        """The greeting of that kind, if there is one and it still holds."""
        found = self._known.get((key, kind))
        return found if found is not None and found.holds(now) else None

    def of(self, key: BoxKey) -> dict[GreetingKind, Recorded]:
        """Every greeting of a mailbox."""
        return {kind: one for (owner, kind), one in self._known.items() if owner == key}

    async def load(self, _company: str | None = None) -> None:
        """Read them anew."""
        async with self._database.read() as connection:
            rows = (await connection.execute(select(greetings))).mappings().all()
        self._known = {
            (BoxKey(row["company"], row["mailbox"]), GreetingKind(row["kind"])): Recorded(
                row["file"], row["seconds"], row["until"]
            )
            for row in rows
        }

    async def set(
        self, key: BoxKey, kind: GreetingKind, recorded: Recorded, *, now: datetime
    ) -> Recorded | None:
        """Put a greeting in its place; the one it replaces, whose file may go."""
        previous = self._known.get((key, kind))
        row = {
            "company": key.company,
            "mailbox": key.mailbox,
            "kind": kind.value,
            "file": recorded.file,
            "seconds": recorded.seconds,
            "until": recorded.until,
            "changed": now,
        }
        async with self._database.write() as connection:
            await touch(connection, TOPIC, key.company)
            await insert_or_replace(connection, greetings, [row])
        self._known[key, kind] = recorded
        return previous

    async def clear(self, key: BoxKey, kind: GreetingKind) -> Recorded | None:
        """Take a greeting away; what it was."""
        previous = self._known.get((key, kind))
        async with self._database.write() as connection:
            await touch(connection, TOPIC, key.company)
            await connection.execute(delete(greetings).where(*_wanted(key, kind)))
        self._known.pop((key, kind), None)
        return previous


def _wanted(key: BoxKey, kind: GreetingKind) -> tuple[Any, ...]:
    table = greetings.c
    return table.company == key.company, table.mailbox == key.mailbox, table.kind == kind.value
