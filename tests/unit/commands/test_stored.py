"""What a server has stored that no document tells."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ringtree.commands.stored import trunk_passwords
from ringtree.settings import Settings
from ringtree.storage.database import Database
from ringtree.storage.trunks import TrunkSecrets
from ringtree.storage.vault import Vault


def test_where_there_is_no_database_nothing_is_known_and_nothing_is_made(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    assert asyncio.run(trunk_passwords(settings)) is None
    assert not (tmp_path / "data").exists()


def test_a_database_without_tables_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "ringtree.sqlite").touch()
    assert asyncio.run(trunk_passwords(Settings(data_dir=tmp_path))) is None


def test_the_trunks_with_a_password_are_known(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)

    async def stored() -> object:
        database = Database(settings.database)
        await database.start()
        before = await trunk_passwords(settings)
        await TrunkSecrets(database, Vault(tmp_path)).set("acme", "carrier", "secret")
        await database.stop()
        return before, await trunk_passwords(settings)

    assert asyncio.run(stored()) == (frozenset(), frozenset({("acme", "carrier")}))
