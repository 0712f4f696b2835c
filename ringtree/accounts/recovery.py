"""Recovery codes: ways in for somebody whose authenticator app is gone. Each works once.

A code is 80 random bits, so that its SHA-256 can be stored: nobody finds the code from that.
"""

from __future__ import annotations

import secrets

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.accounts.tokens import digest
from ringtree.storage.database import Database
from ringtree.storage.tables_accounts import recovery_codes

#: How many are given at a time.
COUNT = 10
#: Letters and digits that nobody confuses on paper: 32 of them, five bits each.
ALPHABET = "abcdefghjkmnpqrstuvwxyz123456789"
_LENGTH, _GROUP = 16, 4


def new_code() -> str:
    """A code as it is written down: `k7qd-2mxp-9rva-hw4t`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def plain(typed: str) -> str | None:
    """The letters of a code however it was typed, or None if it cannot be one."""
    letters = "".join(typed.split()).replace("-", "").lower()
    is_one = len(letters) == _LENGTH and set(letters) <= set(ALPHABET)
    return letters if is_one else None


class RecoveryCodes:
    """The codes that users have left, as digests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def renew(self, user: str) -> list[str]:
        """New codes, to be shown once; those of before stop working."""
        codes = [new_code() for _ in range(COUNT)]
        rows = [{"user": user, "code": _stored(user, code)} for code in codes]
        async with self._database.write() as connection:
            await forget(connection, user)
            await connection.execute(insert(recovery_codes), rows)
        return codes

    async def use(self, user: str, typed: str) -> bool:
        """Whether it is one of the codes left; it works no more. Of two at once, one is right."""
        letters = plain(typed)
        if letters is None:
            return False
        wanted = (recovery_codes.c.user == user) & (recovery_codes.c.code == _stored(user, letters))
        async with self._database.write() as connection:
            done = await connection.execute(delete(recovery_codes).where(wanted))
        return done.rowcount == 1

    async def left(self, user: str) -> int:
        """How many of the user's codes have not been used."""
        query = select(func.count()).where(recovery_codes.c.user == user)
        async with self._database.read() as connection:
            return int((await connection.execute(query)).scalar_one())


async def forget(connection: AsyncConnection, user: str) -> None:
    """Let none of the user's codes work, as part of a larger change."""
    await connection.execute(delete(recovery_codes).where(recovery_codes.c.user == user))


def _stored(user: str, code: str) -> str:
    return digest(f"{user} {plain(code)}")
