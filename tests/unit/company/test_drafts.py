"""Drafts: kept with each change, and nobody overwrites what he has not seen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from ringtree.company.drafts import Draft, DraftConflict, Drafts
from ringtree.storage.database import Database
from ringtree.storage.tables import companies


@pytest.fixture
async def drafts(tmp_path: Path) -> AsyncIterator[Drafts]:
    database = Database(f"sqlite:///{tmp_path / 'ringtree.sqlite'}")
    await database.start()
    row = {"code": "daisy", "name": "Daisy", "live_revision": 1, "created": datetime.now(UTC)}
    async with database.write() as connection:
        await connection.execute(insert(companies).values(**row))
    yield Drafts(database)
    await database.stop()


async def put(drafts: Drafts, text: str, version: int | None, author: str = "Anna") -> Draft:
    return await drafts.put("daisy", text, author=author, base_revision=1, version=version)


async def test_any_text_is_kept_with_who_and_when(drafts: Drafts) -> None:
    assert await drafts.get("daisy") is None
    kept = await put(drafts, "half a: [", None)
    assert await drafts.get("daisy") == kept
    assert (kept.version, kept.changed_by) == (1, "Anna")
    assert await drafts.get("rose") is None


async def test_a_change_from_an_older_version_loses_and_learns_the_present_one(
    drafts: Drafts,
) -> None:
    await put(drafts, "one", None)
    second = await put(drafts, "two", 1, "Boris")
    for version in (1, None, 7):
        with pytest.raises(DraftConflict) as lost:
            await put(drafts, "three", version)
        assert lost.value.current == second


async def test_a_draft_is_thrown_away_unless_it_changed(drafts: Drafts) -> None:
    await put(drafts, "one", None)
    with pytest.raises(DraftConflict):
        await drafts.remove("daisy", version=2)
    await drafts.remove("daisy", version=1)
    await drafts.remove("daisy")
    assert await drafts.get("daisy") is None
