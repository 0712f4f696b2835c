"""Rows that may be there already."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from ringtree.storage.database import Database
from ringtree.storage.tables import credentials
from ringtree.storage.upsert import insert_new, insert_or_replace


def row(account: str, digest: str) -> dict[str, Any]:
    changed = datetime(2026, 1, 1, tzinfo=UTC)
    return {
        "account": account, "realm": "r", "ha1_md5": digest, "ha1_sha256": "", "changed": changed
    }  # fmt: skip


async def stored(database: Database) -> dict[str, str]:
    async with database.read() as connection:
        query = select(credentials.c.account, credentials.c.ha1_md5)
        return {account: digest for account, digest in (await connection.execute(query)).all()}


async def test_the_first_row_stays_with_insert_new(database: Database) -> None:
    async with database.write() as connection:
        await insert_new(connection, credentials, [row("a", "1"), row("b", "1")])
        await insert_new(connection, credentials, [row("a", "2"), row("c", "2")])
        await insert_new(connection, credentials, [])
    assert await stored(database) == {"a": "1", "b": "1", "c": "2"}


async def test_the_last_row_wins_with_insert_or_replace(database: Database) -> None:
    async with database.write() as connection:
        await insert_or_replace(connection, credentials, [row("a", "1"), row("b", "1")])
        await insert_or_replace(connection, credentials, [row("a", "2"), row("c", "2")])
        await insert_or_replace(connection, credentials, [])
    assert await stored(database) == {"a": "2", "b": "1", "c": "2"}
