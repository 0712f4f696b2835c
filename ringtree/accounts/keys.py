"""API keys: for programs, with scopes, of one company or of the operator."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from ringtree.accounts import tokens
from ringtree.accounts.principal import Principal, PrincipalKind
from ringtree.accounts.role import Permission
from ringtree.storage.database import Database
from ringtree.storage.tables_accounts import api_keys

MOST_KEYS = 200
#: `used` is written no more often.
USED_STEP = timedelta(minutes=1)


class TooManyKeys(Exception):
    """The company has as many keys as it may."""

    def __init__(self, most: int) -> None:
        super().__init__(f"there are {most} keys already: remove one that nobody uses")
        self.most = most


class UnknownKey(Exception):
    """There is no such key in this company."""

    def __init__(self, key: str) -> None:
        super().__init__(f"there is no API key {key!r}")
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key, without its secret. `expires` None: never."""

    id: str
    company: str | None
    name: str
    scopes: tuple[Permission, ...]
    created: datetime
    created_by: str
    expires: datetime | None
    used: datetime | None

    def shown(self) -> dict[str, Any]:
        """What the audit log keeps."""
        expires = self.expires.isoformat() if self.expires else None
        return {"name": self.name, "scopes": [*self.scopes], "expires": expires}


class ApiKeys:
    """The stored keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(
        self,
        company: str | None,
        *,
        name: str,
        scopes: Collection[Permission],
        author: str,
        expires: datetime | None = None,
    ) -> tuple[str, ApiKey]:
        """A new key: the whole of it, which nobody sees again, and what is kept.

        Raises:
            TooManyKeys: remove one first.
        """
        if len(await self.of(company)) >= MOST_KEYS:
            raise TooManyKeys(MOST_KEYS)
        secret = tokens.new_token()
        made = ApiKey(
            id=tokens.new_id(),
            company=company,
            name=name,
            scopes=tuple(sorted(set(scopes))),
            created=datetime.now(UTC),
            created_by=author,
            expires=expires,
            used=None,
        )
        fields = {name: getattr(made, name) for name in ApiKey.__dataclass_fields__}
        row = {**fields, "scopes": [*made.scopes], "secret": tokens.digest(secret)}
        async with self._database.write() as connection:
            await connection.execute(insert(api_keys).values(**row))
        return tokens.api_key(made.id, secret), made

    async def find(self, key: str, now: datetime | None = None) -> Principal | None:
        """Whose key this is; None when it is nobody's, or over."""
        parts = tokens.split_api_key(key)
        if parts is None:
            return None
        now = now or datetime.now(UTC)
        async with self._database.read() as connection:
            query = select(api_keys).where(api_keys.c.id == parts[0])
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None or not tokens.matches(parts[1], row["secret"]):
            return None
        if row["expires"] is not None and row["expires"] <= now:
            return None
        if row["used"] is None or now - row["used"] > USED_STEP:
            await self._touch(row["id"], now)
        return _principal(_key(row))

    async def of(self, company: str | None) -> list[ApiKey]:
        """A company's keys, the newest first."""
        query = select(api_keys).where(_owned(company)).order_by(api_keys.c.created.desc())
        async with self._database.read() as connection:
            rows = (await connection.execute(query.limit(MOST_KEYS))).mappings().all()
        return [_key(row) for row in rows]

    async def remove(self, company: str | None, key: str) -> ApiKey:
        """Remove a key: it opens nothing from now on.

        Raises:
            UnknownKey: this company has no such key.
        """
        wanted = (api_keys.c.id == key) & _owned(company)
        async with self._database.write() as connection:
            row = (await connection.execute(select(api_keys).where(wanted))).mappings().first()
            if row is None:
                raise UnknownKey(key)
            await connection.execute(delete(api_keys).where(wanted))
        return _key(row)

    async def _touch(self, key: str, now: datetime) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(api_keys).where(api_keys.c.id == key).values(used=now))


def _owned(company: str | None) -> Any:
    return api_keys.c.company.is_(None) if company is None else api_keys.c.company == company


def _key(row: Any) -> ApiKey:
    fields = {name: row[name] for name in ApiKey.__dataclass_fields__}
    return ApiKey(**{**fields, "scopes": tuple(Permission(one) for one in row["scopes"])})


def _principal(key: ApiKey) -> Principal:
    return Principal(
        kind=PrincipalKind.KEY,
        id=key.id,
        name=key.name,
        permissions=frozenset(key.scopes),
        company=key.company,
    )
