"""Passwords and states of trunks in the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from ringtree.storage.changes import touches_since
from ringtree.storage.database import Database
from ringtree.storage.tables_trunks import trunk_secrets
from ringtree.storage.trunks import TOPIC, TrunkSecrets, TrunkStates
from ringtree.storage.vault import KEY_FILE, Vault


@pytest.fixture
def secrets(database: Database, tmp_path: Path) -> TrunkSecrets:
    return TrunkSecrets(database, Vault(tmp_path))


async def test_a_password_is_encrypted_at_rest_and_readable_again(
    database: Database, secrets: TrunkSecrets
) -> None:
    await secrets.set("acme", "carrier", "hunter2")
    await secrets.set("acme", "carrier", "hunter3")
    await secrets.set("other", "carrier", "else")
    assert await secrets.load("acme") == {("acme", "carrier"): "hunter3"}
    assert len(await secrets.load(None)) == 2
    async with database.read() as connection:
        rows = (await connection.execute(select(trunk_secrets.c.sealed))).scalars().all()
    assert not any("hunter" in row for row in rows)


async def test_running_servers_are_told(database: Database, secrets: TrunkSecrets) -> None:
    await secrets.set("acme", "carrier", "hunter2")
    (touched,) = await touches_since(database, 0)
    assert (touched.topic, touched.company) == (TOPIC, "acme")


async def test_a_password_can_be_forgotten(secrets: TrunkSecrets) -> None:
    await secrets.set("acme", "carrier", "hunter2")
    assert list(await secrets.changed("acme")) == ["carrier"]
    assert await secrets.remove("acme", "carrier")
    assert not await secrets.remove("acme", "carrier")
    assert await secrets.load(None) == {}


async def test_a_lost_key_costs_the_passwords_and_nothing_else(
    database: Database, secrets: TrunkSecrets, tmp_path: Path
) -> None:
    await secrets.set("acme", "carrier", "hunter2")
    (tmp_path / KEY_FILE).unlink()
    assert await TrunkSecrets(database, Vault(tmp_path)).load(None) == {}


async def test_states_are_kept_by_trunk_and_forgotten_with_it(database: Database) -> None:
    states = TrunkStates(database)
    await states.save({("acme", "a"): {"x": 1}, ("other", "b"): {"x": 2}})
    await states.save({("acme", "a"): {"x": 3}})
    assert [state for _, state in await states.load()] == [{"x": 3}, {"x": 2}]
    assert [state for _, state in await states.load("other")] == [{"x": 2}]
    await states.save({}, gone=[("other", "b")])
    assert await states.load("other") == []
