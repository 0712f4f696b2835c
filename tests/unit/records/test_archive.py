"""Looking records up."""

from __future__ import annotations

from ringtree.records.archive import CallArchive
from ringtree.records.outcome import Outcome
from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database
from tests.unit.records.sample import after, typical


async def test_the_last_calls_come_first(database: Database, writer: RecordWriter) -> None:
    for number in range(5):
        writer.write(typical(f"c{number}", started=after(number)))
    await writer.flush()
    archive = CallArchive(database)
    assert [call.id for call in await archive.recent(limit=2)] == ["c4", "c3"]
    assert [call.id for call in await archive.recent(since=after(3))] == ["c4", "c3"]


async def test_companies_and_outcomes_are_told_apart(
    database: Database, writer: RecordWriter
) -> None:
    writer.write(typical("a"))
    writer.write(typical("b", company="acme"))
    writer.write(typical("c", company="acme", outcome=Outcome.ABANDONED))
    await writer.flush()
    archive = CallArchive(database)
    assert {call.id for call in await archive.recent(company="acme")} == {"b", "c"}
    found = await archive.recent(company="acme", outcome=Outcome.ABANDONED)
    assert [call.id for call in found] == ["c"]


async def test_one_call_is_found_by_its_id(database: Database, writer: RecordWriter) -> None:
    writer.write(typical("a"))
    await writer.flush()
    archive = CallArchive(database)
    assert await archive.get("a") == typical("a")
    assert await archive.get("b") is None
