"""Passwords of users, as argon2id.

Hashing takes some 50 ms and 64 MiB on purpose. It is done in a thread, two at a time: calls go on
meanwhile, and a thousand sign-ins at once do not take the server's memory.
"""

from __future__ import annotations

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200
TOGETHER = 2


class WeakPassword(Exception):
    """A password that would be guessed. `reason` is `short`, `long` or `common`."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the password is too {reason}")
        self.reason = reason


class Passwords:
    """Hashes and compares."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._together = asyncio.Semaphore(TOGETHER)
        # Compared with when there is no such user: both answers take the same time.
        self._nobody: str | None = None

    async def hash(self, password: str, *, about: tuple[str, ...] = ()) -> str:
        """The hash to store. `about` are words that the password must not be: name, address.

        Raises:
            WeakPassword: too short, too long, or easily guessed.
        """
        check(password, about)
        return await self.rehash(password)

    async def rehash(self, password: str) -> str:
        """The hash of a password that was accepted before, with today's parameters."""
        async with self._together:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def matches(self, password: str, stored: str | None) -> bool:
        """Whether it is the stored one's password; with None the same work, and False."""
        async with self._together:
            return await asyncio.to_thread(self._matches, password[: LONGEST + 1], stored)

    def needs_renewal(self, stored: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    def _matches(self, password: str, stored: str | None) -> bool:
        if stored is None:
            self._nobody = self._nobody or self._hasher.hash("nobody has this password")
        try:
            self._hasher.verify(stored or self._nobody or "", password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None


def check(password: str, about: tuple[str, ...] = ()) -> None:
    """Refuse what is tried first by whoever guesses.

    Raises:
        WeakPassword: as said.
    """
    if len(password) < SHORTEST:
        raise WeakPassword("short")
    if len(password) > LONGEST:
        raise WeakPassword("long")
    plain = password.casefold()
    known = {word.casefold() for one in about for word in (one, one.partition("@")[0])}
    if plain in known or len(set(plain)) < 4 or _is_common(plain):
        raise WeakPassword("common")


def _is_common(plain: str) -> bool:
    """A row of keys, or one of the words that lists of leaked passwords begin with."""
    rows = ("01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ")
    if any(plain in row * 2 or plain in row[::-1] * 2 for row in rows):
        return True
    core = plain.strip("0123456789!?.*_-")
    return core in {"", "password", "passw0rd", "qwerty", "admin", "administrator", "ringtree"}
