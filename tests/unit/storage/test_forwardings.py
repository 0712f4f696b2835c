"""Wishes in the database."""

from __future__ import annotations

from ringtree.storage.database import Database
from ringtree.storage.forwardings import Forwardings


async def test_each_person_s_last_word_is_kept(database: Database) -> None:
    store = Forwardings(database)
    await store.set("acme", "101", {"a": 1}, author="ann")
    await store.set("acme", "101", {"a": 2}, author="ann")
    await store.set("other", "101", {"a": 3}, author="bob")
    assert await store.all("acme") == {"acme": {"101": {"a": 2}}}
    await store.set("acme", "101", None, author="ann")
    await store.set("acme", "109", None, author="ann")
    assert await store.all() == {"other": {"101": {"a": 3}}}
