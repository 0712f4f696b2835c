"""Each call's record exactly once."""

from __future__ import annotations

import os
from pathlib import Path

from ringtree.records.archive import CallArchive
from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database
from tests.unit.records.sample import typical


def kill(writer: RecordWriter) -> None:
    journal = writer._batches._journal
    assert journal is not None
    os.close(journal._lock)


async def test_a_record_is_stored_as_it_was_written(
    database: Database, writer: RecordWriter
) -> None:
    writer.write(typical())
    await writer.flush()
    assert await CallArchive(database).get("c1") == typical()


async def test_the_first_record_of_a_call_is_the_only_one(
    database: Database, writer: RecordWriter
) -> None:
    writer.write(typical("c1", talking=1.0))
    writer.write(typical("c1", talking=3.0))
    await writer.flush()
    writer.write(typical("c1", talking=2.0))
    await writer.flush()
    (found,) = await CallArchive(database).recent()
    assert found.talking == 1.0


async def test_quality_comes_after_the_record_or_with_it(
    database: Database, writer: RecordWriter
) -> None:
    writer.write(typical("c1"))
    writer.add_quality("c1", {"leg0": {"mos": 4.4}})
    await writer.flush()
    writer.add_quality("c1", {"leg21": {"mos": 4.1}})
    writer.add_quality("unknown", {"leg0": {"mos": 1.0}})
    await writer.flush()
    found = await CallArchive(database).get("c1")
    assert found is not None
    assert found.quality == {"leg0": {"mos": 4.4}, "leg21": {"mos": 4.1}}
    assert await CallArchive(database).get("unknown") is None


async def test_a_killed_writers_records_appear_once(database: Database, tmp_path: Path) -> None:
    killed = RecordWriter(database, tmp_path / "other")
    await killed.start()
    killed.write(typical("a"))
    await killed.flush()  # in the database, and still in the journal
    killed.write(typical("b"))
    killed.add_quality("b", {"leg0": {"mos": 4.4}})
    kill(killed)
    writer = RecordWriter(database, tmp_path / "other")
    await writer.start()
    calls = {call.id: call for call in await CallArchive(database).recent()}
    assert calls.keys() == {"a", "b"}
    assert calls["b"].quality == {"leg0": {"mos": 4.4}}
    await writer.stop()


async def test_what_strange_callers_send_is_stored_and_loses_nobody_else(
    database: Database, writer: RecordWriter
) -> None:
    writer.write(typical("a", caller="x" * 3000, caller_name="\udcff\x00\u2028"))
    writer.write(typical("b"))
    await writer.flush()
    assert {call.id for call in await CallArchive(database).recent()} == {"a", "b"}
    assert writer.lost == 0
