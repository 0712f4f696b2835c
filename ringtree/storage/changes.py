"""One cheap question a running server asks twice a second: has anything changed?

State that people change while the server runs (overrides, presence, forwarding) is kept in tables
of its own. Whoever changes it *touches* its topic in the same transaction; a running server, which
may be another process, sees the touch and loads that topic of that company anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.storage.database import Database
from ringtree.storage.tables import credentials, publications, touches

_QUESTION = select(
    select(func.max(publications.c.id)).scalar_subquery(),
    select(func.max(credentials.c.changed)).scalar_subquery(),
    select(func.count()).select_from(credentials).scalar_subquery(),
    select(func.max(touches.c.id)).scalar_subquery(),
)


@dataclass(frozen=True, slots=True)
class Touch:
    """A topic of a company was changed; ids grow."""

    id: int
    topic: str
    company: str


async def last_change(database: Database) -> tuple[object, ...]:
    """Something that is equal as long as nothing was published, set or touched."""
    async with database.read() as connection:
        return tuple((await connection.execute(_QUESTION)).one())


async def touch(connection: AsyncConnection, topic: str, company: str) -> None:
    """Tell running servers, with the transaction's commit, to load a topic of a company anew.

    Call it first in the transaction, so that two changes of one topic are made one after the
    other and none is told of before the other's end.
    """
    if connection.dialect.name == "postgresql":
        # An id that is given out early and committed late would be overlooked.
        await connection.execute(text("LOCK TABLE touches IN SHARE ROW EXCLUSIVE MODE"))
    same = (touches.c.topic == topic) & (touches.c.company == company)
    await connection.execute(delete(touches).where(same))
    await connection.execute(insert(touches).values(topic=topic, company=company))


async def touches_since(database: Database, known: int) -> list[Touch]:
    """What was touched after the touch with the id `known`, in order; each topic once."""
    wanted = select(touches.c.id, touches.c.topic, touches.c.company)
    async with database.read() as connection:
        rows = await connection.execute(wanted.where(touches.c.id > known).order_by(touches.c.id))
    return [Touch(*row) for row in rows]
