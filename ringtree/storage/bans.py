"""Who is locked out, kept through restarts and lifted from any process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import and_, delete, or_, select

from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_security import bans
from ringtree.storage.upsert import insert_or_replace
from ringtree.storage.values import fitted

#: What a running server is touched with when somebody lifts or sets a ban.
TOPIC = "bans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """A source, account or pair that is stopped until `until`, seconds since 1970.

    Or, of the kind "allowed", a network of which nobody is ever stopped.
    """

    kind: str
    subject: str
    until: float
    why: str
    times: int
    since: datetime


#: Where a page of bans ended: since when the last one holds, its kind and its subject.
Place = tuple[datetime, str, str]


class Bans:
    """The stored bans. Every method may raise `DatabaseFailure`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, now: float) -> list[Ban]:
        """Those that hold, the newest first."""
        wanted = select(bans).where(bans.c.until > now).order_by(bans.c.since.desc())
        async with self._database.read() as connection:
            return [Ban(**row) for row in (await connection.execute(wanted)).mappings()]

    async def page(self, now: float, *, limit: int, after: Place | None = None) -> list[Ban]:
        """Some of those that hold, the newest first, from the one behind `after`."""
        wanted = select(bans).where(bans.c.until > now)
        if after is not None:
            since, kind, subject = after
            same = and_(bans.c.kind == kind, bans.c.subject > subject)
            earlier = and_(bans.c.since == since, or_(bans.c.kind > kind, same))
            wanted = wanted.where(or_(bans.c.since < since, earlier))
        wanted = wanted.order_by(bans.c.since.desc(), bans.c.kind, bans.c.subject).limit(limit)
        async with self._database.read() as connection:
            return [Ban(**row) for row in (await connection.execute(wanted)).mappings()]

    async def about(self, subject: str, now: float) -> list[Ban]:
        """Those of a source, account or network that hold."""
        wanted = select(bans).where(bans.c.subject == subject, bans.c.until > now)
        async with self._database.read() as connection:
            return [Ban(**row) for row in (await connection.execute(wanted)).mappings()]

    async def keep(self, found: Iterable[Ban], *, tell: bool = False) -> None:
        """Keep bans in the place of earlier ones of the same subjects; with `tell`, let a server
        in another process know of it."""
        rows = [fitted(bans, asdict(one)) for one in found]
        async with self._database.write() as connection:
            if tell:
                await touch(connection, TOPIC, "")
            await insert_or_replace(connection, bans, rows)

    async def lift(self, subject: str) -> int:
        """Lift whatever stops a source or an account, pairs of it too; how many there were."""
        named = bans.c.subject == subject
        paired = and_(
            bans.c.kind == "pair",
            bans.c.subject.startswith(f"{subject} ", autoescape=True)
            | bans.c.subject.endswith(f" {subject}", autoescape=True),
        )
        async with self._database.write() as connection:
            await touch(connection, TOPIC, "")
            return (await connection.execute(delete(bans).where(named | paired))).rowcount

    async def lift_all(self) -> int:
        """Lift everything, and leave who is never banned; how many there were."""
        async with self._database.write() as connection:
            await touch(connection, TOPIC, "")
            stopping = delete(bans).where(bans.c.kind != "allowed")
            return (await connection.execute(stopping)).rowcount

    async def purge(self, now: float) -> None:
        """Forget what is long over; how often somebody was banned is kept for a week."""
        async with self._database.write() as connection:
            await connection.execute(delete(bans).where(bans.c.until < now - WEEK))


WEEK = 7 * 86_400.0


def utc_now() -> datetime:
    """The instant."""
    return datetime.now(UTC)
