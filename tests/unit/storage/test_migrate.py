"""Migrations lead from nothing to exactly the tables of tables.py."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import ringtree.storage
from ringtree.storage import migrate
from ringtree.storage.database import Database
from ringtree.storage.forwardings import Forwardings
from ringtree.storage.tables import metadata

for _module in pkgutil.iter_modules(ringtree.storage.__path__, "ringtree.storage."):
    importlib.import_module(_module.name)  # some have tables of their own


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_the_migrations_make_the_tables(database: Database) -> None:
    async with database.read() as connection:
        assert await connection.run_sync(differences) == []


def test_head_is_the_last_migration() -> None:
    scripts = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))
    assert scripts.get_heads() == [migrate.HEAD]


async def test_a_newer_schema_is_refused(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrate.UnknownSchema, match=r"'9999'.*a newer Ringtree"):
        await database.start()


async def test_who_wanted_to_be_left_alone_before_does_so_since_then(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await Forwardings(database).set("acme", "101", {"do_not_disturb": True}, author="ann")
    await Forwardings(database).set("acme", "102", {"do_not_disturb": False}, author="ann")
    since = await Forwardings(database).quiet("acme")
    async with database.write() as connection:
        for later in ("quiet_changes", "recovery_codes"):
            await connection.execute(text(f"DROP TABLE {later}"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '0018'"))
    monkeypatch.setattr(migrate, "HEAD", "0019")  # what later ones add is there already
    await database.start()
    again = await Forwardings(database).quiet("acme")
    assert list(again) == ["101"] and abs(again["101"] - since["101"]) < timedelta(seconds=5)
