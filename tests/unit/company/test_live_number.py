"""Which revision is live, as the database has it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from ringtree.company.live_number import live_number
from ringtree.storage.database import Database
from ringtree.storage.tables import companies


async def test_a_company_has_the_live_revision_that_was_published_last(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/r.sqlite")
    await database.start()
    async with database.write() as connection:
        assert await live_number(connection, "daisy") is None
        row = {"name": "Daisy", "live_revision": 7, "created": datetime.now(UTC)}
        await connection.execute(insert(companies).values(code="daisy", **row))
        assert await live_number(connection, "daisy") == 7
    await database.stop()
