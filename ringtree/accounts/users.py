"""The users of the panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.accounts import recovery
from ringtree.accounts.role import Role
from ringtree.accounts.tokens import new_id
from ringtree.company.prompt import Language
from ringtree.storage.database import Database
from ringtree.storage.tables_accounts import sessions, users

#: Users that one company may have.
MOST_USERS = 10_000


class EmailTaken(Exception):
    """There is a user with this address already."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} has an account already")
        self.email = email


class TooManyUsers(Exception):
    """The company has as many users as it may."""

    def __init__(self, most: int) -> None:
        super().__init__(f"there are {most} users already: remove some who have left")
        self.most = most


class UnknownUser(Exception):
    """There is no such user in this company."""

    def __init__(self, user: str) -> None:
        super().__init__(f"there is no user {user!r}")
        self.user = user


class LastAdministrator(Exception):
    """Without this user nobody could administer the company, or the server."""

    def __init__(self, company: str | None) -> None:
        super().__init__(f"{company or 'the server'} would be without an administrator")
        self.company = company


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who signs in. `company` is None for operators; instants are UTC."""

    id: str
    email: str
    name: str
    role: Role
    company: str | None
    extension: str | None
    language: Language
    password: str | None
    totp: str | None
    totp_used: int
    disabled: bool
    created: datetime
    signed_in: datetime | None

    def shown(self) -> dict[str, Any]:
        """What may be shown of a user, and what the audit log keeps."""
        return {
            "email": self.email,
            "name": self.name,
            "role": self.role.value,
            "extension": self.extension,
            "language": self.language,
            "disabled": self.disabled,
            "second_factor": self.totp is not None,
        }


class Users:
    """The stored users. Every look-up but that of sign-in is bound to one company."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(
        self,
        *,
        email: str,
        name: str,
        role: Role,
        company: str | None,
        language: Language,
        extension: str | None = None,
        password: str | None = None,
    ) -> User:
        """A new user; without a password it takes a link to choose one.

        Raises:
            EmailTaken: the address has an account.
            TooManyUsers: the company has as many as it may.
        """
        made = User(
            id=new_id(),
            email=email.strip().lower(),
            name=name,
            role=role,
            company=company,
            extension=extension,
            language=language,
            password=password,
            totp=None,
            totp_used=0,
            disabled=False,
            created=datetime.now(UTC),
            signed_in=None,
        )
        try:
            async with self._database.write() as connection:
                await _require_room(connection, company)
                await connection.execute(insert(users).values(**_row(made)))
        except IntegrityError:
            if await self.by_email(made.email) is None:
                raise
            raise EmailTaken(made.email) from None
        return made

    async def by_email(self, email: str) -> User | None:
        """Who signs in with this address."""
        return await self._one(users.c.email == email.strip().lower())

    async def by_id(self, user: str) -> User | None:
        """Who owns a session or a link."""
        return await self._one(users.c.id == user)

    async def get(self, company: str | None, user: str) -> User:
        """A user of this company.

        Raises:
            UnknownUser: there is none, or it is another company's.
        """
        found = await self.by_id(user)
        if found is None or found.company != company:
            raise UnknownUser(user)
        return found

    async def of(
        self, company: str | None, *, limit: int = MOST_USERS, after: tuple[str, str] | None = None
    ) -> list[User]:
        """Some of a company's users, by name, from the one behind this name and id."""
        query = select(users).where(_owned(company))
        if after is not None:
            name, user = after
            same = (users.c.name == name) & (users.c.id > user)
            query = query.where((users.c.name > name) | same)
        query = query.order_by(users.c.name, users.c.id).limit(limit)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [_user(row) for row in rows]

    async def change(self, company: str | None, user: str, **changes: Any) -> User:
        """Change some fields; whoever is disabled loses every session at once.

        Without a second factor there is nothing to recover: the codes go with it.

        Raises:
            UnknownUser: there is none, or it is another company's.
            LastAdministrator: nobody would be left to administer.
        """
        before = await self.get(company, user)
        async with self._database.write() as connection:
            if changes:
                await connection.execute(update(users).where(users.c.id == user).values(**changes))
            await _require_administrator(connection, before)
            if changes.get("disabled"):
                await connection.execute(delete(sessions).where(sessions.c.user == user))
            if "totp" in changes and changes["totp"] is None:
                await recovery.forget(connection, user)
        return await self.get(company, user)

    async def remove(self, company: str | None, user: str) -> None:
        """Remove a user with every session.

        Raises:
            UnknownUser, LastAdministrator: as `change`.
        """
        before = await self.get(company, user)
        async with self._database.write() as connection:
            await connection.execute(delete(sessions).where(sessions.c.user == user))
            await recovery.forget(connection, user)
            await connection.execute(delete(users).where(users.c.id == user))
            await _require_administrator(connection, before)

    async def use_code(self, user: str, step: int) -> bool:
        """Note that a second factor's code of this time step was used; False if it was before."""
        wanted = (users.c.id == user) & (users.c.totp_used < step)
        async with self._database.write() as connection:
            done = await connection.execute(update(users).where(wanted).values(totp_used=step))
        return done.rowcount == 1

    async def exist(self) -> bool:
        """Whether there is anybody at all."""
        async with self._database.read() as connection:
            return (await connection.execute(select(users.c.id).limit(1))).first() is not None

    async def _one(self, wanted: Any) -> User | None:
        async with self._database.read() as connection:
            row = (await connection.execute(select(users).where(wanted))).mappings().one_or_none()
        return _user(row) if row is not None else None


async def _require_administrator(connection: AsyncConnection, changed: User) -> None:
    """Somebody must be left in the role that can undo everything else.

    Raises:
        LastAdministrator: nobody would be; the transaction is to be rolled back.
    """
    if changed.role not in (Role.OPERATOR, Role.ADMINISTRATOR) or changed.disabled:
        return
    wanted = (users.c.role == changed.role.value) & users.c.disabled.is_(False)
    query = select(func.count()).select_from(users).where(wanted & _owned(changed.company))
    if not (await connection.execute(query)).scalar():
        raise LastAdministrator(changed.company)


async def _require_room(connection: AsyncConnection, company: str | None) -> None:
    query = select(func.count()).select_from(users).where(_owned(company))
    if ((await connection.execute(query)).scalar() or 0) >= MOST_USERS:
        raise TooManyUsers(MOST_USERS)


def _owned(company: str | None) -> ColumnElement[bool]:
    return users.c.company.is_(None) if company is None else users.c.company == company


def _row(user: User) -> dict[str, Any]:
    return {name: getattr(user, name) for name in User.__dataclass_fields__}


def _user(row: Any) -> User:
    return User(**{**row, "role": Role(row["role"])})
