"""Overrides survive restarts, and another process's are taken over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.schedules.service import TOPIC, Overrides
from ringtree.storage.changes import touches_since
from ringtree.storage.database import Database

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CLOSED = Override(OverrideKind.CLOSED, NOON, who="anna", why="flood")
EXCEPTION = Override(
    OverrideKind.EXCEPTION, NOON, Until.TIME, NOON + timedelta(hours=2), "stocktaking", who="101"
)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/ringtree.sqlite")
    await database.start()
    yield database
    await database.stop()


@pytest.mark.parametrize("override", [CLOSED, EXCEPTION])
async def test_what_was_set_is_there_after_a_restart(
    database: Database, override: Override
) -> None:
    await Overrides(database).set("acme", "office", override)
    later = Overrides(database)
    assert later.get("acme", "office") is None
    await later.load(None)
    assert later.get("acme", "office") == override
    assert later.of("acme") == {"office": override} and later.of("aster") == {}


async def test_another_process_is_told_by_a_touch_and_loads_that_company(
    database: Database,
) -> None:
    here, there = Overrides(database), Overrides(database)
    await there.set("aster", "office", EXCEPTION)
    await here.load(None)
    await there.set("acme", "office", CLOSED)
    (_, touched) = await touches_since(database, 0)
    assert (touched.topic, touched.company) == (TOPIC, "acme")
    await here.load(touched.company)
    assert here.get("acme", "office") == CLOSED and here.get("aster", "office") == EXCEPTION


async def test_what_is_revoked_is_gone_for_everybody(database: Database) -> None:
    here, there = Overrides(database), Overrides(database)
    await here.set("acme", "office", CLOSED)
    assert await there.revoke("acme", "office")
    assert not await there.revoke("acme", "office")
    await here.load("acme")
    assert here.get("acme", "office") is None


async def test_the_last_one_counts(database: Database) -> None:
    overrides = Overrides(database)
    await overrides.set("acme", "office", EXCEPTION)
    await overrides.set("acme", "office", CLOSED)
    await overrides.load(None)
    assert overrides.get("acme", "office") == CLOSED
