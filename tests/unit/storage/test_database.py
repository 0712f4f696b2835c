"""The database: in place after the first start, shared by two processes, honest about failure."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import OperationalError

from ringtree.storage.database import Database
from ringtree.storage.tables import credentials

ROW = {"realm": "r", "ha1_md5": "", "ha1_sha256": "", "changed": datetime(2026, 1, 1, tzinfo=UTC)}


@pytest.mark.sqlite
async def test_the_directory_is_made_and_a_second_start_finds_all(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/new/dir/r.sqlite")
    await database.start()
    await database.start()
    async with database.read() as connection:
        mode = (await connection.execute(text("PRAGMA journal_mode"))).scalar()
    await database.stop()
    assert mode == "wal"


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.write() as connection:
            await connection.execute(insert(credentials).values(account="a", **ROW))
            raise RuntimeError
    async with database.read() as connection:
        assert (
            await connection.execute(select(func.count()).select_from(credentials))
        ).scalar() == 0


async def test_writers_that_read_first_wait_for_each_other(tmp_path: Path) -> None:
    """Unless each takes the lock at once, SQLite fails the later of two such transactions, and
    PostgreSQL lets both act on what they have read."""
    databases = [Database(f"sqlite:///{tmp_path}/r.sqlite") for _ in range(2)]
    for database in databases:
        await database.start()

    async def count_and_insert(database: Database, account: str) -> int:
        async with database.write() as connection:
            query = select(func.count()).select_from(credentials)
            count: int = (await connection.execute(query)).scalar_one()
            await asyncio.sleep(0)
            await connection.execute(insert(credentials).values(account=account, **ROW))
        return count

    counts = await asyncio.gather(
        *(count_and_insert(databases[number % 2], str(number)) for number in range(6))
    )
    for database in databases:
        await database.stop()
    assert sorted(counts) == list(range(6))


async def test_a_reader_does_not_wait_for_the_writer(tmp_path: Path) -> None:
    writer, reader = (Database(f"sqlite:///{tmp_path}/r.sqlite") for _ in range(2))
    await writer.start()
    async with writer.write() as writing:
        await writing.execute(insert(credentials).values(account="a", **ROW))
        async with reader.read() as reading:
            assert (await reading.execute(select(credentials))).all() == []
    await writer.stop()
    await reader.stop()


async def test_times_come_back_in_utc_and_must_have_a_zone(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(insert(credentials).values(account="a", **ROW))
        found = (await connection.execute(select(credentials.c.changed))).scalar()
        assert found == ROW["changed"]
        with pytest.raises(Exception, match="has no time zone"):
            naive = {**ROW, "changed": datetime(2026, 1, 1)}
            await connection.execute(insert(credentials).values(account="b", **naive))


async def test_a_place_that_cannot_be_written_is_an_error() -> None:
    database = Database("sqlite:////proc/nowhere/r.sqlite")
    with pytest.raises((OSError, OperationalError)):
        await database.start()
    await database.stop()


def test_the_driver_need_not_be_named() -> None:
    assert Database("sqlite:///x").url.startswith("sqlite+aiosqlite:")
    assert Database("postgresql://u:p@h/n").url == "postgresql+asyncpg://u:p@h/n"
