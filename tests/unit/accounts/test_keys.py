"""API keys: shown once, bound to a company and its scopes, gone when removed or over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ringtree.accounts import keys as keys_module
from ringtree.accounts.keys import ApiKeys, TooManyKeys, UnknownKey
from ringtree.accounts.role import Permission
from ringtree.storage.database import Database

NOW = datetime.now(UTC)
SCOPES = [Permission.CALLS_READ]


async def test_a_key_has_its_scopes_and_its_company(database: Database) -> None:
    keys = ApiKeys(database)
    secret, made = await keys.create("daisy", name="CRM", scopes=SCOPES, author="Anna")
    found = await keys.find(secret)
    assert found is not None
    assert (found.company, found.permissions) == ("daisy", frozenset(SCOPES))
    assert made.shown() == {"name": "CRM", "scopes": ["calls:read"], "expires": None}
    assert await keys.find(secret[:-1] + "A" if secret[-1] != "A" else secret[:-1] + "B") is None


async def test_a_key_ends_when_it_was_said_to(database: Database) -> None:
    keys = ApiKeys(database)
    end = NOW + timedelta(days=1)
    secret, _ = await keys.create("daisy", name="x", scopes=SCOPES, author="", expires=end)
    assert await keys.find(secret, NOW) is not None
    assert await keys.find(secret, end) is None


async def test_a_removed_key_opens_nothing_and_only_its_company_removes_it(
    database: Database,
) -> None:
    keys = ApiKeys(database)
    secret, made = await keys.create("daisy", name="x", scopes=SCOPES, author="")
    for other in ("rose", None):
        with pytest.raises(UnknownKey):
            await keys.remove(other, made.id)
        assert await keys.of(other) == []
    await keys.remove("daisy", made.id)
    assert await keys.find(secret) is None


async def test_when_a_key_was_used_is_kept_to_the_minute(database: Database) -> None:
    keys = ApiKeys(database)
    secret, made = await keys.create("daisy", name="x", scopes=SCOPES, author="")
    assert made.used is None
    for seconds, kept in ((0, 0), (30, 0), (90, 90)):
        await keys.find(secret, NOW + timedelta(seconds=seconds))
        assert [one.used for one in await keys.of("daisy")] == [NOW + timedelta(seconds=kept)]


async def test_keys_are_bounded(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_module, "MOST_KEYS", 1)
    keys = ApiKeys(database)
    await keys.create("daisy", name="x", scopes=SCOPES, author="")
    with pytest.raises(TooManyKeys):
        await keys.create("daisy", name="x", scopes=SCOPES, author="")
