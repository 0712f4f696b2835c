"""A store behind a journal: what was put survives, whoever ends first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ringtree.storage.batched import BatchedStore
from ringtree.storage.database import Database
from ringtree.storage.journal import Entry


class Notes(BatchedStore):
    """Keeps what it was told to store."""

    def __init__(self, database: Database, directory: Path) -> None:
        super().__init__("notes", database, directory)
        self.stored: list[str] = []

    def put(self, text: str) -> None:
        self._batches.put("note", {"text": text})

    async def _apply(self, entries: Sequence[Entry]) -> None:
        self.stored += [data["text"] for _, data in entries]


async def test_a_flush_stores_what_was_put(database: Database, tmp_path: Path) -> None:
    notes = Notes(database, tmp_path / "notes")
    await notes.start()
    notes.put("first")
    await notes.flush()
    assert notes.stored == ["first"]
    assert notes.lost == 0
    await notes.stop()


async def test_the_end_stores_the_rest(database: Database, tmp_path: Path) -> None:
    notes = Notes(database, tmp_path / "notes")
    await notes.start()
    notes.put("last")
    await notes.stop()
    assert notes.stored == ["last"]


async def test_the_next_process_stores_what_a_crash_left(
    database: Database, tmp_path: Path
) -> None:
    crashed = Notes(database, tmp_path / "notes")
    await crashed.start()
    crashed.put("before the crash")
    await crashed._batches._tasks.stop()
    assert crashed._batches._journal is not None
    crashed._batches._journal.close()

    after = Notes(database, tmp_path / "notes")
    await after.start()
    assert after.stored == ["before the crash"]
    await after.stop()
