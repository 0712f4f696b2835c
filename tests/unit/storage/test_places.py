"""Places in the database."""

from __future__ import annotations

from ringtree.storage.database import Database
from ringtree.storage.places import AccountPlaces


async def test_places_are_remembered_once(database: Database) -> None:
    places = AccountPlaces(database)
    for place in ("RU", "RU", "NG"):
        await places.add("acme-101", place)
    await places.add("acme-102", "RU")
    assert await places.all() == {"acme-101": {"RU", "NG"}, "acme-102": {"RU"}}
