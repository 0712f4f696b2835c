"""Carries records to the database: at once into the journal, in batches into the table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select, update

from ringtree.records.record import CallRecord
from ringtree.records.rows import row_of
from ringtree.storage.batched import BatchedStore
from ringtree.storage.batches import MOST_WAITING
from ringtree.storage.database import Database
from ringtree.storage.journal import Entry
from ringtree.storage.tables import calls
from ringtree.storage.upsert import insert_new

Quality = dict[str, dict[str, Any]]


class RecordWriter(BatchedStore):
    """Writes each call's record exactly once, whatever dies in between."""

    __slots__ = ()

    def __init__(
        self, database: Database, directory: Path, *, most_waiting: int = MOST_WAITING
    ) -> None:
        """`directory` is for the journal, and ours alone."""
        super().__init__("records", database, directory, most_waiting=most_waiting)

    def write(self, record: CallRecord) -> None:
        """Keep the record of a call that has ended. When this returns, it cannot be lost.

        A second record with the same id is ignored. The record must not be changed afterwards.
        """
        self._batches.put("call", record.to_dict())

    def add_quality(self, record_id: str, quality: Quality) -> None:
        """Add what was measured of a leg's media, by leg id, once the worker has told."""
        self._batches.put("quality", {"id": record_id, "quality": quality})

    async def _apply(self, entries: Sequence[Entry]) -> None:
        rows: dict[str, dict[str, Any]] = {}
        later: dict[str, Quality] = {}
        for kind, data in entries:
            if kind == "quality":
                later.setdefault(data["id"], {}).update(data["quality"])
            elif data["id"] not in rows:  # the first record of a call is the only one
                rows[data["id"]] = row_of(data)
        for record_id in later.keys() & rows.keys():
            rows[record_id]["quality"] = {**rows[record_id]["quality"], **later[record_id]}
        async with self._database.write() as connection:
            # A record that is there already, from before a crash, keeps its row: only then, and
            # for quality that came after its record's batch, is a row read again.
            stored = await _stored(connection, rows.keys() & later.keys())
            await insert_new(connection, calls, list(rows.values()))
            left = {found: quality for found, quality in later.items() if found not in rows}
            await _merge_quality(connection, left | {found: later[found] for found in stored})


async def _stored(connection: Any, ids: Collection[str]) -> set[str]:
    if not ids:
        return set()
    query = select(calls.c.id).where(calls.c.id.in_(ids))
    return set((await connection.execute(query)).scalars())


async def _merge_quality(connection: Any, later: dict[str, Quality]) -> None:
    if not later:
        return
    query = select(calls.c.id, calls.c.quality).where(calls.c.id.in_(later))
    merged = [
        {"record": found, "merged": {**quality, **later[found]}}
        for found, quality in (await connection.execute(query)).all()
        if not later[found].items() <= quality.items()
    ]
    if merged:
        statement = update(calls).where(calls.c.id == bindparam("record"))
        await connection.execute(statement.values(quality=bindparam("merged")), merged)
