"""Messages in the database."""

from __future__ import annotations

import pytest

from ringtree.storage.database import Database
from ringtree.voicemail.message import BoxKey, Counts
from ringtree.voicemail.store import MessageStore, UnknownMessage
from tests.unit.voicemail.house import KEY, START
from tests.unit.voicemail.test_message import a_message


async def test_counts_are_by_mailbox_and_company(database: Database) -> None:
    store = MessageStore(database)
    for name, more in (("a", {}), ("b", {"is_urgent": True}), ("c", {"company": "other"})):
        await store.add(a_message(name, **more), [], by="x", now=START)
    assert await store.counts() == {
        KEY: Counts(2, 0, 1, 0, 2000),
        BoxKey("other", "ann"): Counts(1, 0, 0, 0, 1000),
    }


async def test_what_is_not_there_is_told(database: Database) -> None:
    store = MessageStore(database)
    with pytest.raises(UnknownMessage, match="no message 'x'"):
        await store.get("x")
    with pytest.raises(UnknownMessage):
        await store.change("x", "heard", by="x", now=START, state="old")


async def test_foreign_bytes_in_a_name_are_no_reason_to_lose_a_message(database: Database) -> None:
    store = MessageStore(database)
    await store.add(a_message("a", caller_name="\x00\udcff" * 300), [], by="x", now=START)
    assert len((await store.get("a")).caller_name) <= 200
