"""Sessions of signed-in users: a random token in a cookie, its digest in the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from ringtree.accounts.principal import Principal, PrincipalKind
from ringtree.accounts.role import PERMISSIONS, Role
from ringtree.accounts.tokens import digest, new_id, new_token
from ringtree.storage.database import Database
from ringtree.storage.tables_accounts import sessions, users
from ringtree.storage.values import storable

#: A session ends when nobody has used it for so long, and in any case after its whole life.
IDLE = timedelta(hours=12)
WHOLE_LIFE = timedelta(days=14)
#: `seen` is written no more often: a page asks many times a minute.
SEEN_STEP = timedelta(minutes=1)
MOST_SESSIONS = 50


class UnknownSession(Exception):
    """The user has no such session (any more)."""

    def __init__(self, session: str) -> None:
        super().__init__(f"there is no session {session!r}")
        self.session = session


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser in which a user has signed in. Instants are UTC."""

    id: str
    csrf: str
    user: str
    company: str | None
    created: datetime
    seen: datetime
    address: str
    user_agent: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a cookie belongs to."""

    session: Session
    principal: Principal


class Sessions:
    """The stored sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(
        self, user: str, *, address: str, user_agent: str, company: str | None = None
    ) -> tuple[str, Session]:
        """A new session: the cookie's token, which nobody sees again, and the session.

        `company` is one that an operator signs in to as its administrator. A user's oldest
        sessions go when there are too many.
        """
        token, now = new_token(), datetime.now(UTC)
        made = Session(
            id=new_id(),
            csrf=new_token(),
            user=user,
            company=company,
            created=now,
            seen=now,
            address=storable(address, 64),
            user_agent=storable(user_agent, 255),
        )
        fields = {name: getattr(made, name) for name in Session.__dataclass_fields__}
        async with self._database.write() as connection:
            await connection.execute(insert(sessions).values(token=digest(token), **fields))
            old = select(sessions.c.id).where(sessions.c.user == user)
            old = old.order_by(sessions.c.seen.desc()).offset(MOST_SESSIONS).limit(MOST_SESSIONS)
            gone = (await connection.execute(old)).scalars().all()
            await connection.execute(delete(sessions).where(sessions.c.id.in_(gone)))
        return token, made

    async def find(self, token: str, now: datetime | None = None) -> SignedIn | None:
        """Whose token this is; None when the session has ended or the user was disabled."""
        now = now or datetime.now(UTC)
        query = select(
            sessions,
            *(users.c[name].label(f"user_{name}") for name in _USER),
        ).join(users, users.c.id == sessions.c.user)
        query = query.where(sessions.c.token == digest(token), users.c.disabled.is_(False))
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None or now - row["seen"] > IDLE or now - row["created"] > WHOLE_LIFE:
            return None
        if now - row["seen"] > SEEN_STEP:
            await self._touch(row["id"], now)
        return SignedIn(_session(row), _principal(row))

    async def of(self, user: str, now: datetime | None = None) -> list[Session]:
        """A user's living sessions, the last used first."""
        since = (now or datetime.now(UTC)) - IDLE
        query = select(sessions).where(sessions.c.user == user, sessions.c.seen >= since)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(sessions.c.seen.desc()))
        return [_session(row) for row in rows.mappings().all()]

    async def end(self, user: str, session: str) -> None:
        """End one session of a user.

        Raises:
            UnknownSession: this user has no such one.
        """
        wanted = (sessions.c.id == session) & (sessions.c.user == user)
        async with self._database.write() as connection:
            if not (await connection.execute(delete(sessions).where(wanted))).rowcount:
                raise UnknownSession(session)

    async def end_all(self, user: str, *, but: str | None = None) -> None:
        """End every session of a user: the password was changed, or a device was lost."""
        async with self._database.write() as connection:
            await connection.execute(
                delete(sessions).where(sessions.c.user == user, sessions.c.id != (but or ""))
            )

    async def sweep(self, now: datetime) -> None:
        """Forget what has ended by itself."""
        over = (sessions.c.seen < now - IDLE) | (sessions.c.created < now - WHOLE_LIFE)
        async with self._database.write() as connection:
            await connection.execute(delete(sessions).where(over))

    async def _touch(self, session: str, now: datetime) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                update(sessions).where(sessions.c.id == session).values(seen=now)
            )


_USER = ("name", "email", "role", "company", "extension", "language")


def _session(row: Any) -> Session:
    return Session(**{name: row[name] for name in Session.__dataclass_fields__})


def _principal(row: Any) -> Principal:
    """The user's own rights; an operator inside a company has an administrator's there."""
    acts = row["company"] is not None
    role = Role.ADMINISTRATOR if acts else Role(row["user_role"])
    return Principal(
        kind=PrincipalKind.USER,
        id=row["user"],
        name=row["user_name"],
        permissions=PERMISSIONS[role],
        company=row["company"] if acts else row["user_company"],
        role=role,
        extension=row["user_extension"],
        language=row["user_language"],
        session=row["id"],
        acting=row["user_email"] if acts else None,
    )
