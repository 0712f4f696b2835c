"""Recovery codes: legible, stored as digests, each good for once."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from ringtree.accounts.recovery import ALPHABET, COUNT, RecoveryCodes, new_code, plain
from ringtree.accounts.role import Role
from ringtree.accounts.users import Users
from ringtree.storage.database import Database
from ringtree.storage.tables_accounts import recovery_codes


@pytest.fixture
async def anna(database: Database) -> str:
    made = await Users(database).create(
        email="anna@daisy.example", name="Anna", role=Role.EMPLOYEE, company="daisy", language="en"
    )
    return made.id


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_code()
    assert plain(f" {code.upper()} ") == plain(code.replace("-", "  ")) == code.replace("-", "")
    assert len(ALPHABET) == 32


@given(st.text())
def test_anything_else_is_none(typed: str) -> None:
    letters = plain(typed)
    assert letters is None or len(letters) == 16


async def test_a_code_works_once_even_for_two_at_the_same_time(
    database: Database, anna: str
) -> None:
    codes = RecoveryCodes(database)
    first, *_ = await codes.renew(anna)
    done = await asyncio.gather(codes.use(anna, first), codes.use(anna, first))
    assert sorted(done) == [False, True]
    assert await codes.left(anna) == COUNT - 1


async def test_a_code_is_its_owners_alone_and_stored_as_a_digest(
    database: Database, anna: str
) -> None:
    codes = RecoveryCodes(database)
    given_out = await codes.renew(anna)
    assert not await codes.use("somebody", given_out[0])
    assert not await codes.use(anna, "123456")
    async with database.read() as connection:
        stored = (await connection.execute(select(recovery_codes.c.code))).scalars().all()
    assert not {plain(one) for one in given_out} & set(stored)


async def test_new_codes_end_the_old_and_go_with_the_second_factor_or_the_user(
    database: Database, anna: str
) -> None:
    codes, users = RecoveryCodes(database), Users(database)
    old, *_ = await codes.renew(anna)
    await codes.renew(anna)
    assert not await codes.use(anna, old)
    await users.change("daisy", anna, totp=None)
    assert await codes.left(anna) == 0
    await codes.renew(anna)
    await users.remove("daisy", anna)
    assert await codes.left(anna) == 0
