"""Bans in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ringtree.storage.bans import TOPIC, WEEK, Ban, Bans, utc_now
from ringtree.storage.changes import touches_since
from ringtree.storage.database import Database


def ban(kind: str, subject: str, until: float = 100.0) -> Ban:
    return Ban(kind=kind, subject=subject, until=until, why="guessed", times=1, since=utc_now())


async def test_those_that_hold_are_found(database: Database) -> None:
    bans = Bans(database)
    await bans.keep([ban("source", "203.0.113.66"), ban("account", "acme-101", 50.0)])
    await bans.keep([ban("account", "acme-101", 60.0)])
    assert {(one.subject, one.until) for one in await bans.all(0)} == {
        ("203.0.113.66", 100.0),
        ("acme-101", 60.0),
    }
    assert [one.subject for one in await bans.all(60)] == ["203.0.113.66"]
    await bans.purge(60 + WEEK + 1)
    assert [one.subject for one in await bans.all(-1)] == ["203.0.113.66"]
    assert await touches_since(database, 0) == []


async def test_they_come_in_pages_the_newest_first_and_none_twice(database: Database) -> None:
    bans, when = Bans(database), utc_now()
    same = [replace(ban(kind, "x"), since=when) for kind in ("source", "account")]
    newer = replace(ban("source", "y"), since=when + timedelta(seconds=1))
    await bans.keep([*same, newer, ban("source", "over", until=1.0)])
    told: list[tuple[str, str]] = []
    after = None
    for _ in range(3):
        (one,) = await bans.page(5.0, limit=1, after=after)
        after = (one.since, one.kind, one.subject)
        told.append((one.kind, one.subject))
    assert told == [("source", "y"), ("account", "x"), ("source", "x")]
    assert await bans.page(5.0, limit=1, after=after) == []


async def test_lifting_an_address_or_account_lifts_its_pairs(database: Database) -> None:
    bans = Bans(database)
    for name in ("acme-101", "acme-1011"):
        await bans.keep([ban("pair", f"203.0.113.66 {name}"), ban("account", name)], tell=True)
    assert await bans.lift("acme-101") == 2
    assert {one.subject for one in await bans.all(0)} == {"203.0.113.66 acme-1011", "acme-1011"}
    assert await bans.lift("203.0.113.66") == 1
    assert await bans.lift("203.0.113.66") == 0
    assert await bans.lift_all() == 1
    (touched,) = await touches_since(database, 0)
    assert touched.topic == TOPIC
