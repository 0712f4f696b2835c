"""One publication is one transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ringtree.company.holdings import NumberTaken
from ringtree.company.publishing import Head, write_revision
from ringtree.company.revision import RevisionConflict
from ringtree.company.text import load
from ringtree.storage.database import Database
from ringtree.storage.tables import companies, publications, revisions
from tests.unit.company.small import TEXT

OTHER = TEXT.replace("code: acme", "code: other")
HEAD = Head(author="ann", note="", by_operator=True)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/r.sqlite")
    await database.start()
    yield database
    await database.stop()


async def publish(database: Database, document: str, expected: int | None = None) -> int:
    async with database.write() as connection:
        return await write_revision(connection, load(document), document, HEAD, expected)


async def rows(database: Database) -> list[int]:
    """How many companies, revisions and publications there are."""
    async with database.read() as connection:
        counts = [
            (await connection.execute(select(func.count()).select_from(table))).scalar()
            for table in (companies, revisions, publications)
        ]
    return [count or 0 for count in counts]


async def test_numbers_grow_and_a_text_that_is_live_keeps_its_own(database: Database) -> None:
    assert await publish(database, TEXT) == 1
    assert await publish(database, TEXT) == 1
    assert await publish(database, TEXT.replace("Hello!", "Hi!")) == 2
    assert await rows(database) == [1, 2, 2]


async def test_who_looked_too_early_writes_nothing(database: Database) -> None:
    await publish(database, TEXT)
    with pytest.raises(RevisionConflict) as conflict:
        await publish(database, TEXT.replace("Hello!", "Hi!"), expected=0)
    assert (conflict.value.expected, conflict.value.live) == (0, 1)
    assert await rows(database) == [1, 1, 1]


async def test_a_number_of_somebody_else_leaves_nothing_behind(database: Database) -> None:
    await publish(database, TEXT)
    with pytest.raises(NumberTaken):
        await publish(database, OTHER)
    assert await rows(database) == [1, 1, 1]
