"""PINs: kept as hashes, refused when weak, and not to be guessed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from ringtree.storage.database import Database
from ringtree.storage.pins import (
    LOCKED_FOR,
    MOST_FAILURES,
    PinVerdict,
    StoredPins,
    WeakPin,
    check_strength,
    generate_pin,
)
from ringtree.storage.tables import pins

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    """A wall clock that tests set."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize(
    "pin", ["", "258", "0000", "1234", "9876", "7890", "25a8", "2580258025802", "٢٥٨٠"]
)
def test_what_is_guessed_first_is_refused(pin: str) -> None:
    with pytest.raises(WeakPin):
        check_strength(pin)


def test_the_internal_number_is_no_pin() -> None:
    with pytest.raises(WeakPin):
        check_strength("2047", holder="2047")
    check_strength("2047", holder="2048")


def test_generated_ones_are_not_weak() -> None:
    for pin in {generate_pin("101") for _ in range(50)}:
        check_strength(pin, "101")


async def test_a_pin_is_right_until_it_is_replaced_or_taken_away(database: Database) -> None:
    stored = StoredPins(database)
    assert await stored.check("acme", "101", "2580") is PinVerdict.NONE
    await stored.set_pin("acme", "101", "2580")
    assert await stored.has_pin("acme", "101") and not await stored.has_pin("aster", "101")
    assert await stored.check("acme", "101", "2580") is PinVerdict.RIGHT
    assert await stored.check("acme", "101", "2581") is PinVerdict.WRONG
    assert await stored.check("aster", "101", "2580") is PinVerdict.NONE
    await stored.set_pin("acme", "101", "8520")
    assert await stored.check("acme", "101", "2580") is PinVerdict.WRONG
    assert await stored.remove("acme", "101") and not await stored.remove("acme", "101")
    assert await stored.check("acme", "101", "8520") is PinVerdict.NONE


async def test_the_database_has_no_pin_in_it(database: Database) -> None:
    stored = StoredPins(database)
    await stored.set_pin("acme", "101", "2580")
    await stored.set_pin("acme", "102", "2580")
    async with database.read() as connection:
        rows = (await connection.execute(select(pins))).mappings().all()
    assert "2580" not in str(rows[0]["hash"]) + str(rows[0]["salt"])
    assert rows[0]["hash"] != rows[1]["hash"]


async def test_after_too_many_wrong_ones_even_the_right_one_has_to_wait(
    database: Database,
) -> None:
    clock = Clock()
    stored = StoredPins(database, clock)
    await stored.set_pin("acme", "101", "2580")
    for _ in range(MOST_FAILURES):
        assert await stored.check("acme", "101", "2581") is PinVerdict.WRONG
    assert await stored.check("acme", "101", "2580") is PinVerdict.LOCKED
    clock.now = NOON + LOCKED_FOR + timedelta(seconds=1)
    assert await stored.check("acme", "101", "2581") is PinVerdict.WRONG
    assert await stored.check("acme", "101", "2580") is PinVerdict.LOCKED
    clock.now += LOCKED_FOR
    assert await stored.check("acme", "101", "2580") is PinVerdict.RIGHT


async def test_attempts_at_one_time_are_all_counted(database: Database) -> None:
    stored = StoredPins(database)
    await stored.set_pin("acme", "101", "2580")
    tries = [stored.check("acme", "101", f"258{digit}") for digit in range(1, 10)]
    verdicts = await asyncio.gather(*tries)
    assert verdicts.count(PinVerdict.WRONG) == MOST_FAILURES
    assert verdicts.count(PinVerdict.LOCKED) == 9 - MOST_FAILURES
