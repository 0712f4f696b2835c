"""What a running server asks to learn of publications and passwords."""

from __future__ import annotations

from pathlib import Path

from ringtree.storage.changes import last_change
from ringtree.storage.credentials import Credentials
from ringtree.storage.database import Database


async def test_a_new_password_is_a_change_and_asking_is_not(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    await database.start()
    try:
        before = await last_change(database)
        assert await last_change(database) == before
        await Credentials(database).set_password("daisy-101", "ringtree", "one")
        after_one = await last_change(database)
        await Credentials(database).set_password("daisy-101", "ringtree", "two")
        assert len({before, after_one, await last_change(database)}) == 3
    finally:
        await database.stop()
