"""Wishes in the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

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


QUIET, LOUD = {"do_not_disturb": True}, {"do_not_disturb": False}


async def test_when_somebody_wanted_to_be_left_alone_is_remembered(database: Database) -> None:
    store = Forwardings(database)
    began = datetime.now(UTC)
    for wishes in (LOUD, QUIET, {**QUIET, "rules": []}, None, QUIET):
        await store.set("acme", "101", wishes, author="ann")
    await store.set("acme", "102", QUIET, author="ann")
    await store.set("acme", "102", None, author="ann")
    await store.set("other", "101", QUIET, author="ann")
    (whom,) = (quiet := await store.quiet("acme"))
    assert whom == "101" and quiet["101"] >= began
    end = datetime.now(UTC) + timedelta(seconds=1)
    found = await store.quiet_history("acme", began, end)
    assert [(one.extension, one.is_quiet) for one in found] == [
        ("101", True), ("101", False), ("101", True), ("102", True), ("102", False)
    ]  # fmt: skip
    later = await store.quiet_history("acme", end, end + timedelta(hours=1))
    assert [(one.extension, one.is_quiet) for one in later] == [("101", True), ("102", False)]
