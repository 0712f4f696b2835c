"""The audit log: who changed what, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select

from ringtree.accounts.principal import Principal
from ringtree.storage.database import Database
from ringtree.storage.tables_accounts import api_keys, audit_log, users
from ringtree.storage.values import fitted


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One change. `before` is None for something new, `after` for something removed.

    `acting` is the operator who did it as the company's administrator.
    """

    id: int
    at: datetime
    company: str | None
    actor: str
    actor_name: str
    acting: str | None
    address: str
    action: str
    noun: str
    key: str
    before: Any
    after: Any


class AuditLog:
    """The stored entries; none is ever changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self,
        who: Principal,
        action: str,
        noun: str,
        key: str,
        *,
        before: Any = None,
        after: Any = None,
        address: str = "",
        company: str | None = None,
    ) -> None:
        """Keep a change. `before` and `after` are plain JSON values without secrets.

        `company` is the one whose log it is, by default the principal's.
        """
        row = {
            "at": datetime.now(UTC),
            "company": company or who.company,
            "actor": who.id,
            "actor_name": who.name,
            "acting": who.acting,
            "address": address,
            "action": action,
            "noun": noun,
            "key": key,
            "before": before,
            "after": after,
        }
        async with self._database.write() as connection:
            await connection.execute(insert(audit_log).values(**fitted(audit_log, row)))

    async def of(
        self, company: str | None, *, before: int | None = None, limit: int = 50
    ) -> list[AuditEntry]:
        """A company's entries, the newest first; `before` is an id to go on from."""
        owned = audit_log.c.company
        return await self._read(
            owned.is_(None) if company is None else owned == company, before, limit
        )

    async def of_operators(self, *, before: int | None = None, limit: int = 50) -> list[AuditEntry]:
        """What was changed of the server itself, and by operators in any company."""
        ours = (
            audit_log.c.company.is_(None)
            | audit_log.c.acting.is_not(None)
            | audit_log.c.actor.in_(select(users.c.id).where(users.c.company.is_(None)))
            | audit_log.c.actor.in_(select(api_keys.c.id).where(api_keys.c.company.is_(None)))
        )
        return await self._read(ours, before, limit)

    async def _read(
        self, wanted: ColumnElement[bool], before: int | None, limit: int
    ) -> list[AuditEntry]:
        query = select(audit_log).where(wanted)
        if before is not None:
            query = query.where(audit_log.c.id < before)
        query = query.order_by(audit_log.c.id.desc()).limit(limit)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [AuditEntry(**row) for row in rows]
