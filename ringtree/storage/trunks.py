"""Passwords and states of trunks in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from sqlalchemy import delete, select

from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_trunks import trunk_secrets, trunk_states
from ringtree.storage.upsert import insert_or_replace
from ringtree.storage.vault import Vault, VaultError

log = structlog.get_logger(__name__)

#: The topic whose touches say that a password was changed.
TOPIC = "trunk_secrets"

Key = tuple[str, str]


class TrunkSecrets:
    """What we prove ourselves with to carriers: encrypted, since it must be readable again."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def set(self, company: str, trunk: str, password: str) -> None:
        """Store a trunk's password; a running server takes it over within a second.

        Raises:
            OSError: the vault's key can't be read or made.
        """
        row = {
            "company": company,
            "trunk": trunk,
            "sealed": self._vault.seal(password),
            "changed": datetime.now(UTC),
        }
        async with self._database.write() as connection:
            await touch(connection, TOPIC, company)
            await insert_or_replace(connection, trunk_secrets, [row])

    async def remove(self, company: str, trunk: str) -> bool:
        """Forget a trunk's password; whether there was one."""
        wanted = (trunk_secrets.c.company == company) & (trunk_secrets.c.trunk == trunk)
        async with self._database.write() as connection:
            await touch(connection, TOPIC, company)
            result = await connection.execute(delete(trunk_secrets).where(wanted))
        return result.rowcount > 0

    async def changed(self, company: str) -> dict[str, datetime]:
        """When the passwords of a company's trunks were stored, by trunk."""
        columns = (trunk_secrets.c.trunk, trunk_secrets.c.changed)
        async with self._database.read() as connection:
            rows = await connection.execute(
                select(*columns).where(trunk_secrets.c.company == company)
            )
        return {trunk: changed for trunk, changed in rows}

    async def stored(self) -> frozenset[Key]:
        """The trunks of all companies whose password is stored: company and trunk."""
        columns = (trunk_secrets.c.company, trunk_secrets.c.trunk)
        async with self._database.read() as connection:
            rows = await connection.execute(select(*columns))
        return frozenset((company, trunk) for company, trunk in rows)

    async def load(self, company: str | None) -> dict[Key, str]:
        """The passwords of one company's trunks, or of all; one that can't be read is left out.

        Raises:
            DatabaseFailure: the database can't be read.
        """
        columns = (trunk_secrets.c.company, trunk_secrets.c.trunk, trunk_secrets.c.sealed)
        query = select(*columns)
        if company is not None:
            query = query.where(trunk_secrets.c.company == company)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        found: dict[Key, str] = {}
        for owner, trunk, sealed in rows:
            try:
                found[owner, trunk] = self._vault.unseal(sealed)
            except (VaultError, OSError) as error:
                log.error(
                    "trunk password can't be read", company=owner, trunk=trunk, why=str(error)
                )
        return found


class TrunkStates:
    """What a running server last saw of each trunk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, states: Mapping[Key, dict[str, Any]], gone: Sequence[Key] = ()) -> None:
        """Store states as plain values, and forget the trunks that are gone."""
        now = datetime.now(UTC)
        rows = [
            {"company": company, "trunk": trunk, "state": state, "seen": now}
            for (company, trunk), state in states.items()
        ]
        async with self._database.write() as connection:
            for company, trunk in gone:
                same = (trunk_states.c.company == company) & (trunk_states.c.trunk == trunk)
                await connection.execute(delete(trunk_states).where(same))
            if rows:
                await insert_or_replace(connection, trunk_states, rows)

    async def load(self, company: str | None = None) -> list[tuple[datetime, dict[str, Any]]]:
        """When each trunk was seen, and how, by company and name."""
        columns = (trunk_states.c.seen, trunk_states.c.state)
        query = select(*columns).order_by(trunk_states.c.company, trunk_states.c.trunk)
        if company is not None:
            query = query.where(trunk_states.c.company == company)
        async with self._database.read() as connection:
            return [(seen, state) for seen, state in await connection.execute(query)]
