"""Links that work once: for the first administrator, an invitation, a forgotten password."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, select

from ringtree.accounts.tokens import digest, new_token
from ringtree.storage.database import Database
from ringtree.storage.tables_accounts import one_time_links


class Purpose(StrEnum):
    """What a link opens."""

    FIRST_ADMINISTRATOR = "administrator"
    PASSWORD = "password"  # an invitation, or a forgotten one


LIFETIME = {Purpose.FIRST_ADMINISTRATOR: timedelta(days=1), Purpose.PASSWORD: timedelta(hours=2)}
INVITATION = timedelta(days=7)


class DeadLink(Exception):
    """The link was used, is over, or never existed."""

    def __init__(self) -> None:
        super().__init__("this link does not work (any more)")


class OneTimeLinks:
    """The stored links; a link is known by the digest of its token."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(
        self, purpose: Purpose, user: str | None = None, lifetime: timedelta | None = None
    ) -> str:
        """A new link's token; earlier ones of the same purpose and user stop working."""
        token = new_token()
        expires = datetime.now(UTC) + (lifetime or LIFETIME[purpose])
        row = {"token": digest(token), "purpose": purpose.value, "user": user, "expires": expires}
        async with self._database.write() as connection:
            await connection.execute(delete(one_time_links).where(_same(purpose, user)))
            await connection.execute(insert(one_time_links).values(**row))
        return token

    async def look(self, purpose: Purpose, token: str, now: datetime | None = None) -> str | None:
        """Whose link this is; None for one that belongs to no user yet.

        Raises:
            DeadLink: it does not work.
        """
        query = select(one_time_links.c.user, one_time_links.c.expires)
        query = query.where(_this(purpose, token))
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None or row.expires <= (now or datetime.now(UTC)):
            raise DeadLink
        user: str | None = row.user
        return user

    async def use(self, purpose: Purpose, token: str) -> str | None:
        """As `look`, and the link works no more: of two who use it at once, one does.

        Raises:
            DeadLink: it does not work.
        """
        user = await self.look(purpose, token)
        async with self._database.write() as connection:
            gone = await connection.execute(delete(one_time_links).where(_this(purpose, token)))
        if not gone.rowcount:
            raise DeadLink
        return user

    async def sweep(self, now: datetime) -> None:
        """Forget what is over."""
        async with self._database.write() as connection:
            await connection.execute(delete(one_time_links).where(one_time_links.c.expires <= now))


def _same(purpose: Purpose, user: str | None) -> Any:
    owned = one_time_links.c.user.is_(None) if user is None else one_time_links.c.user == user
    return (one_time_links.c.purpose == purpose.value) & owned


def _this(purpose: Purpose, token: str) -> Any:
    return (one_time_links.c.token == digest(token)) & (one_time_links.c.purpose == purpose.value)
