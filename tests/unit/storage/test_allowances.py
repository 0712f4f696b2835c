from __future__ import annotations

from ringtree.storage.allowances import TOPIC, Allowances, bounds_of
from ringtree.storage.changes import touches_since
from ringtree.storage.database import Database


async def test_the_last_word_is_kept_and_none_allows_everything(database: Database) -> None:
    store = Allowances(database)
    await store.set("acme", {"people": 5})
    await store.set("acme", {"per_day": 100})
    await store.set("other", {"people": 3})
    assert await store.all("acme") == {"acme": {"per_day": 100}}
    await store.set("acme", {})
    assert await store.all() == {"other": {"people": 3}}


async def test_whoever_publishes_sees_it_in_the_same_transaction(database: Database) -> None:
    await Allowances(database).set("acme", {"people": 5})
    async with database.write() as connection:
        assert await bounds_of(connection, "acme") == {"people": 5}
        assert await bounds_of(connection, "other") == {}


async def test_a_running_server_hears_of_it(database: Database) -> None:
    await Allowances(database).set("acme", {"people": 5})
    assert [(one.topic, one.company) for one in await touches_since(database, 0)] == [
        (TOPIC, "acme")
    ]
