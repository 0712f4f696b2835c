"""One cheap question a running server asks twice a second: has anything changed?"""

from __future__ import annotations

from sqlalchemy import func, select

from ringtree.storage.database import Database
from ringtree.storage.tables import credentials, publications

_QUESTION = select(
    select(func.max(publications.c.id)).scalar_subquery(),
    select(func.max(credentials.c.changed)).scalar_subquery(),
    select(func.count()).select_from(credentials).scalar_subquery(),
)


async def last_change(database: Database) -> tuple[object, ...]:
    """Something that is equal as long as no company was published and no password set."""
    async with database.read() as connection:
        return tuple((await connection.execute(_QUESTION)).one())
