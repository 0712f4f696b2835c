"""All the calls of a day, however many, each once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ringtree.records import period
from ringtree.records.period import calls_between
from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database
from tests.unit.figures.days import NOON, record


async def test_pages_are_turned_without_a_gap_or_a_repeat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(period, "PAGE", 4)
    database = Database(f"sqlite:///{tmp_path}/r.sqlite")
    await database.start()
    writer = RecordWriter(database, tmp_path / "records")
    await writer.start()
    for number in range(13):
        writer.write(record(number=number, minute=number // 3))  # three at the same instant
    writer.write(record(number=90, minute=-1))
    writer.write(record(number=91, minute=60))
    writer.write(record(number=92, company="other"))
    await writer.stop()
    end = NOON + timedelta(hours=1)
    found = [one.id async for one in calls_between(database, "acme", NOON, end)]
    assert sorted(found) == sorted(f"call{number}" for number in range(13))
    await database.stop()
