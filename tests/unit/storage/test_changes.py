"""What a running server asks to learn of publications, passwords and touches."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.storage.changes import last_change, touch, touches_since
from ringtree.storage.credentials import Credentials
from ringtree.storage.database import Database


async def test_a_new_password_is_a_change_and_asking_is_not(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    await database.start()
    try:
        before = await last_change(database)
        assert await last_change(database) == before
        await Credentials(database).renew("daisy-101", "ringtree")
        after_one = await last_change(database)
        await Credentials(database).renew("daisy-101", "ringtree")
        assert len({before, after_one, await last_change(database)}) == 3
    finally:
        await database.stop()


async def touched(database: Database, topic: str, company: str) -> None:
    async with database.write() as connection:
        await touch(connection, topic, company)


async def test_a_touch_is_a_change(database: Database) -> None:
    before = await last_change(database)
    await touched(database, "overrides", "daisy")
    assert await last_change(database) != before


async def test_a_topic_touched_twice_is_told_once_and_as_new(database: Database) -> None:
    await touched(database, "overrides", "daisy")
    await touched(database, "presence", "daisy")
    (first, second) = await touches_since(database, 0)
    assert (first.topic, second.topic) == ("overrides", "presence")
    await touched(database, "overrides", "daisy")
    assert [one.topic for one in await touches_since(database, 0)] == ["presence", "overrides"]
    (again,) = await touches_since(database, second.id)
    assert (again.topic, again.company) == ("overrides", "daisy")
    assert await touches_since(database, again.id) == []


async def test_what_is_rolled_back_was_never_touched(database: Database) -> None:
    before = await last_change(database)
    with pytest.raises(ZeroDivisionError):
        async with database.write() as connection:
            await touch(connection, "overrides", "daisy")
            raise ZeroDivisionError
    assert await last_change(database) == before
