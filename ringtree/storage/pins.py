"""PINs, kept as salted hashes, and a limit on guessing that no number of calls gets around."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from sqlalchemy import ColumnElement, Update, delete, select, update

from ringtree.storage.database import Database
from ringtree.storage.tables import pins
from ringtree.storage.upsert import insert_or_replace

SHORTEST, LONGEST = 4, 12
#: Digits of a PIN that is made up for somebody: a guesser with five attempts in a quarter of an
#: hour needs years.
GENERATED = 6
#: Attempts that may fail in a row, and how long nobody may try after them.
MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)

# Some 16 MiB and 30 ms for each attempt. A PIN has few digits: that slows who has the database
# only a little, and the file's rights and the disk's encryption have to do the rest.
_SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


class PinVerdict(StrEnum):
    """What became of an attempt."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"  # too many wrong ones: nothing was compared
    NONE = "none"  # there is no PIN that could be right


class WeakPin(ValueError):
    """A PIN that is guessed first; the message says what is allowed."""

    def __init__(self) -> None:
        super().__init__(
            f"a PIN has {SHORTEST} to {LONGEST} digits, which are neither all the same nor in a"
            " row (1234), and not the internal number"
        )


def check_strength(pin: str, holder: str = "") -> None:
    """Raise `WeakPin` for what is guessed first."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)} if _fits(pin) else {0}
    if steps in ({0}, {1}, {9}) or pin == holder:
        raise WeakPin


def _fits(pin: str) -> bool:
    return SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()


def generate_pin(holder: str = "") -> str:
    """A PIN that is not weak."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(GENERATED))
        try:
            check_strength(pin, holder)
        except WeakPin:
            continue
        return pin


def _now() -> datetime:
    return datetime.now(UTC)


class StoredPins:
    """The PINs of a server: of people by their internal number, of whatever else by its name."""

    def __init__(self, database: Database, now: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._now = now

    async def set_pin(self, company: str, holder: str, pin: str) -> None:
        """Give a holder a PIN, and forget failed attempts.

        Raises:
            WeakPin: it would be guessed.
        """
        check_strength(pin, holder)
        salt = secrets.token_bytes(16)
        row = {
            "company": company,
            "holder": holder,
            "salt": salt.hex(),
            "hash": (await _hashed(pin, salt)).hex(),
            "failures": 0,
            "locked_until": None,
            "changed": self._now(),
        }
        async with self._database.write() as connection:
            await insert_or_replace(connection, pins, [row])

    async def remove(self, company: str, holder: str) -> bool:
        """Take a PIN away; whether there was one."""
        async with self._database.write() as connection:
            return bool(
                (await connection.execute(delete(pins).where(_of(company, holder)))).rowcount
            )

    async def has_pin(self, company: str, holder: str) -> bool:
        """Whether there is one."""
        async with self._database.read() as connection:
            found = await connection.execute(select(pins.c.holder).where(_of(company, holder)))
        return found.first() is not None

    async def check(self, company: str, holder: str, pin: str) -> PinVerdict:
        """Compare. The attempt is counted before, so that calls at one time get no more of them."""
        now = self._now()
        async with self._database.write() as connection:
            found = await connection.execute(select(pins).where(_of(company, holder)))
            row = found.mappings().first()
            if row is None:
                return PinVerdict.NONE
            if row["locked_until"] is not None and row["locked_until"] > now:
                return PinVerdict.LOCKED
            failures = row["failures"] + 1
            locked = now + LOCKED_FOR if failures >= MOST_FAILURES else None
            await connection.execute(_count(company, holder, failures, locked))
        hashed = await _hashed(pin, bytes.fromhex(row["salt"]))
        if not hmac.compare_digest(hashed, bytes.fromhex(row["hash"])):
            return PinVerdict.WRONG
        async with self._database.write() as connection:
            await connection.execute(_count(company, holder, 0, None))
        return PinVerdict.RIGHT


def _of(company: str, holder: str) -> ColumnElement[bool]:
    return (pins.c.company == company) & (pins.c.holder == holder)


def _count(company: str, holder: str, failures: int, locked: datetime | None) -> Update:
    values = {"failures": failures, "locked_until": locked}
    return update(pins).where(_of(company, holder)).values(**values)


async def _hashed(pin: str, salt: bytes) -> bytes:
    return await asyncio.to_thread(hashlib.scrypt, pin[:64].encode(), salt=salt, **_SCRYPT)
