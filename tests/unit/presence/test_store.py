"""Presence in the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ringtree.presence.said import Said
from ringtree.presence.store import TOPIC, PresenceStore
from ringtree.queues.agent import Presence
from ringtree.storage.changes import touches_since
from ringtree.storage.database import Database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(extension: str, presence: Presence, minute: int, company: str = "acme") -> Said:
    at = NOON + timedelta(minutes=minute)
    return Said(company=company, extension=extension, presence=presence, by="vera", at=at)


async def test_the_last_word_of_each_person_holds(database: Database) -> None:
    store = PresenceStore(database)
    await store.keep(said("101", Presence.NOT_READY, 0), said("102", Presence.READY, 1))
    await store.keep(said("101", Presence.READY, 2))
    await store.keep(said("101", Presence.LOGGED_OUT, 3, "other"))
    assert await store.current("acme") == {
        ("acme", "101"): said("101", Presence.READY, 2),
        ("acme", "102"): said("102", Presence.READY, 1),
    }
    assert len(await store.current()) == 3


async def test_running_servers_are_told(database: Database) -> None:
    store = PresenceStore(database)
    await store.keep()
    assert await touches_since(database, 0) == []
    await store.keep(said("101", Presence.READY, 0))
    assert [(one.topic, one.company) for one in await touches_since(database, 0)] == [
        (TOPIC, "acme")
    ]


async def test_the_history_begins_with_the_last_word_before_it(database: Database) -> None:
    store = PresenceStore(database)
    words = [
        said("101", Presence.READY, 0),
        said("101", Presence.NOT_READY, 1),
        said("102", Presence.READY, 2),
        said("101", Presence.READY, 20),
        said("101", Presence.LOGGED_OUT, 90),
    ]
    await store.keep(*words)
    found = await store.history("acme", NOON + timedelta(minutes=10), NOON + timedelta(hours=1))
    assert found == words[1:4]
