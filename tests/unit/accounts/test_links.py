"""Links: once, for a while, for what they were made for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from ringtree.accounts.links import DeadLink, OneTimeLinks, Purpose
from ringtree.storage.database import Database


async def test_a_link_works_once(database: Database) -> None:
    links = OneTimeLinks(database)
    token = await links.create(Purpose.FIRST_ADMINISTRATOR)
    assert await links.look(Purpose.FIRST_ADMINISTRATOR, token) is None
    await links.use(Purpose.FIRST_ADMINISTRATOR, token)
    with pytest.raises(DeadLink):
        await links.use(Purpose.FIRST_ADMINISTRATOR, token)


async def test_of_two_at_once_one_gets_in(database: Database) -> None:
    links = OneTimeLinks(database)
    token = await links.create(Purpose.FIRST_ADMINISTRATOR)
    uses = [links.use(Purpose.FIRST_ADMINISTRATOR, token) for _ in range(3)]
    results = await asyncio.gather(*uses, return_exceptions=True)
    assert sum(isinstance(one, DeadLink) for one in results) == 2


async def test_a_link_is_for_its_purpose_and_its_time(database: Database) -> None:
    links = OneTimeLinks(database)
    token = await links.create(Purpose.FIRST_ADMINISTRATOR)
    later = datetime.now(UTC) + timedelta(days=1, seconds=1)
    with pytest.raises(DeadLink):
        await links.look(Purpose.PASSWORD, token)
    with pytest.raises(DeadLink):
        await links.look(Purpose.FIRST_ADMINISTRATOR, token, later)
    await links.sweep(later)
    with pytest.raises(DeadLink):
        await links.look(Purpose.FIRST_ADMINISTRATOR, token)


async def test_a_new_link_ends_the_one_before(database: Database) -> None:
    links = OneTimeLinks(database)
    old = await links.create(Purpose.FIRST_ADMINISTRATOR)
    await links.create(Purpose.FIRST_ADMINISTRATOR)
    with pytest.raises(DeadLink):
        await links.look(Purpose.FIRST_ADMINISTRATOR, old)
