"""A fresh SQLite database, and a writer into it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/ringtree.sqlite")
    await database.start()
    yield database
    await database.stop()


@pytest.fixture
async def writer(database: Database, tmp_path: Path) -> AsyncIterator[RecordWriter]:
    writer = RecordWriter(database, tmp_path / "journal")
    await writer.start()
    yield writer
    await writer.stop()
