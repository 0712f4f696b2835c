"""Changes made elsewhere reach the part they are for, and no failure of one stops the others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.takeover import DuplicateTopic, TakeOver


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/ringtree.sqlite")
    await database.start()
    yield database
    await database.stop()


class Part:
    """Remembers what it was asked to load, and fails as told."""

    def __init__(self) -> None:
        self.loaded: list[str | None] = []
        self.error: Exception | None = None

    async def load(self, company: str | None) -> None:
        if self.error is not None:
            raise self.error
        self.loaded.append(company)


async def touched(database: Database, topic: str, company: str) -> None:
    async with database.write() as connection:
        await touch(connection, topic, company)


async def test_a_part_loads_all_at_first_and_then_what_was_touched(database: Database) -> None:
    overrides, presence = Part(), Part()
    takeover = TakeOver(database)
    takeover.on("overrides", overrides.load)
    takeover.on("presence", presence.load)
    await touched(database, "overrides", "daisy")
    await takeover.start()
    await touched(database, "presence", "aster")
    await takeover.look()
    await takeover.look()
    assert overrides.loaded == [None]
    assert presence.loaded == [None, "aster"]


async def test_a_topic_nobody_has_is_passed_over(database: Database) -> None:
    takeover = TakeOver(database)
    await takeover.start()
    await touched(database, "from a newer version", "daisy")
    await takeover.look()


async def test_one_part_that_fails_does_not_stop_the_next(database: Database) -> None:
    broken, sound = Part(), Part()
    takeover = TakeOver(database)
    takeover.on("broken", broken.load)
    takeover.on("sound", sound.load)
    await takeover.start()
    broken.error = ZeroDivisionError()
    await touched(database, "broken", "daisy")
    await touched(database, "sound", "daisy")
    await takeover.look()
    assert sound.loaded == [None, "daisy"]


async def test_what_the_database_kept_from_us_is_loaded_at_the_next_look(
    database: Database,
) -> None:
    part = Part()
    takeover = TakeOver(database)
    takeover.on("overrides", part.load)
    await takeover.start()
    part.error = OperationalError("select", {}, Exception("away"))
    await touched(database, "overrides", "daisy")
    with pytest.raises(OperationalError):
        await takeover.look()
    part.error = None
    await takeover.look()
    assert part.loaded == [None, "daisy"]


def test_a_topic_belongs_to_one_part(database: Database) -> None:
    takeover = TakeOver(database)
    takeover.on("overrides", Part().load)
    with pytest.raises(DuplicateTopic):
        takeover.on("overrides", Part().load)
