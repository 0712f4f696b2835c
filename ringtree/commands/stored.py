"""What a server has stored that no document tells, for commands that look at documents."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url

from ringtree.settings import Settings
from ringtree.storage.database import Database, DatabaseFailure, is_sqlite
from ringtree.storage.trunks import TrunkSecrets
from ringtree.storage.vault import Vault


async def trunk_passwords(settings: Settings) -> frozenset[tuple[str, str]] | None:
    """The trunks, with their companies' codes, whose password is stored.

    None where that can't be known: there is no database (yet), or it doesn't answer. Nothing is
    created or changed.
    """
    if not _may_be_there(settings.database):
        return None
    database = Database(settings.database)
    try:
        return await TrunkSecrets(database, Vault(settings.data_dir)).stored()
    except DatabaseFailure:
        return None
    finally:
        await database.stop()


def _may_be_there(url: str) -> bool:
    """False for a file that is not there, and that asking would create."""
    return not is_sqlite(url) or Path(make_url(url).database or "").is_file()
