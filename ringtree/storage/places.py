"""From where each account has been used."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

from sqlalchemy import select

from ringtree.storage.database import Database
from ringtree.storage.tables_security import places
from ringtree.storage.upsert import insert_new


class AccountPlaces:
    """The stored places. Every method may raise `DatabaseFailure`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> dict[str, set[str]]:
        """Every account's places."""
        found: dict[str, set[str]] = defaultdict(set)
        async with self._database.read() as connection:
            for account, place in await connection.execute(
                select(places.c.account, places.c.place)
            ):
                found[account].add(place)
        return dict(found)

    async def add(self, account: str, place: str) -> None:
        """Remember a place; one that is known already stays as it is."""
        row = {"account": account, "place": place, "first_seen": datetime.now(UTC)}
        async with self._database.write() as connection:
            await insert_new(connection, places, [row])
