"""Reports from the database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from ringtree.figures.service import report_of, visits_between
from ringtree.presence.said import Said
from ringtree.presence.store import PresenceStore
from ringtree.queues.agent import Presence
from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database
from ringtree.storage.tables_forwarding import quiet_changes
from tests.unit.calls.house import company
from tests.unit.figures.days import NOON, record, wait


async def test_calls_and_presence_come_together(database: Database, tmp_path: Path) -> None:
    writer = RecordWriter(database, tmp_path / "records")
    await writer.start()
    writer.write(record(wait(waited=10, agent="101"), minute=1, number=1))
    writer.write(record(wait(waited=10), minute=2, number=2))
    writer.write(record(wait(entered=700, waited=1), minute=-10, number=3))  # joined after noon
    await writer.stop()
    at = NOON + timedelta(minutes=30)
    said = Said(company="acme", extension="101", presence=Presence.LOGGED_OUT, by="101", at=at)
    await PresenceStore(database).keep(said)
    quiet = {"company": "acme", "extension": "101"}
    async with database.write() as connection:
        for minute, is_quiet in ((10, True), (20, False)):
            moment = NOON + timedelta(minutes=minute)
            one = insert(quiet_changes).values(**quiet, is_quiet=is_quiet, at=moment)
            await connection.execute(one)
    end = NOON + timedelta(hours=1)
    found = await report_of(database, company(), NOON, end)
    assert (found.total.joined, found.total.answered) == (3, 1)
    assert found.agents["101"].duty.ready == 1200
    assert found.agents["101"].duty.not_ready == {"do_not_disturb": 600}
    in_order = await visits_between(database, "acme", "sales", NOON, end)
    assert [one.call for one in in_order] == ["call1", "call3", "call2"]
