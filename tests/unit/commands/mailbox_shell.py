"""Mailboxes with a message in one of them, for `ringtree voicemail`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ringtree.company.revisions import Revisions
from ringtree.settings import load_settings
from ringtree.storage.database import Database
from tests.unit.voicemail.house import COMPANY, make_house

#: Runs one verb and gives back what it printed; `status` is how it is to end.
Run = Callable[..., str]


async def one_message(data_dir: Path) -> str:
    """Publish the company and leave a message for Ann; its id."""
    database = Database(load_settings().database)
    await database.start()
    await Revisions(database).publish(COMPANY, author="test")
    house = make_house(database, data_dir)
    await house.leave()
    found = await house.only()
    await database.stop()
    return found.id
