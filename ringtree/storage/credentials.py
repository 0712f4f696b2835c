"""Passwords of SIP accounts, kept as the digests that authentication needs [RFC 7616 §3.4.2]."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, select

from ringtree.storage.database import Database
from ringtree.storage.tables import credentials
from ringtree.storage.upsert import insert_or_replace

#: Without the letters and digits that are confused when read aloud or typed from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
PASSWORD_LENGTH = 16  # × log2(55) = 92 bits


@dataclass(frozen=True, slots=True)
class Credential:
    """HA1 of one account in one realm, by both algorithms."""

    account: str
    realm: str
    ha1_md5: str
    ha1_sha256: str


def generate_password() -> str:
    """A password nobody guesses and anybody can type."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PASSWORD_LENGTH))


def credential(account: str, realm: str, password: str) -> Credential:
    """The digests of a password."""
    text = f"{account}:{realm}:{password}".encode()
    return Credential(
        account,
        realm,
        hashlib.md5(text, usedforsecurity=False).hexdigest(),
        hashlib.sha256(text).hexdigest(),
    )


class Credentials:
    """The stored credentials."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def renew(self, account: str, realm: str) -> str:
        """Give an account a new password and keep its digests; the old one is worth nothing.

        Passwords are made here and nowhere given, so that no weak one can be set in any way.

        Returns:
            The password, which nobody can be told a second time.
        """
        password = generate_password()
        new = credential(account, realm, password)
        row = {
            "account": account,
            "realm": realm,
            "ha1_md5": new.ha1_md5,
            "ha1_sha256": new.ha1_sha256,
            "changed": datetime.now(UTC),
        }
        async with self._database.write() as connection:
            await insert_or_replace(connection, credentials, [row])
        return password

    async def get(self, account: str, realm: str) -> Credential | None:
        """One account's, if it has a password."""
        wanted = (credentials.c.account == account) & (credentials.c.realm == realm)
        found = await self._select(wanted)
        return found[0] if found else None

    async def load_all(self, realm: str) -> dict[str, Credential]:
        """Every account's of a realm, by account: what the running server keeps in memory."""
        return {one.account: one for one in await self._select(credentials.c.realm == realm)}

    async def remove(self, account: str) -> None:
        """Take an account's passwords away, in every realm."""
        async with self._database.write() as connection:
            await connection.execute(delete(credentials).where(credentials.c.account == account))

    async def _select(self, wanted: object) -> list[Credential]:
        columns = (
            credentials.c.account,
            credentials.c.realm,
            credentials.c.ha1_md5,
            credentials.c.ha1_sha256,
        )
        async with self._database.read() as connection:
            rows = await connection.execute(select(*columns).where(wanted))  # type: ignore[arg-type]
        return [Credential(*row) for row in rows]
