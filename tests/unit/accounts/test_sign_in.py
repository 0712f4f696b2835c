"""Signing in: no hint for who guesses, a factor that works once, a wait for who tries."""

from __future__ import annotations

import time
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher

from ringtree.accounts.passwords import Passwords
from ringtree.accounts.recovery import RecoveryCodes, new_code
from ringtree.accounts.role import Role
from ringtree.accounts.sign_in import (
    SecondFactorRequired,
    SignIn,
    TooManyFailures,
    WrongCode,
    WrongCredentials,
)
from ringtree.accounts.totp import new_secret
from ringtree.accounts.users import User, Users
from ringtree.storage.database import Database
from ringtree.storage.vault import Vault

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
WORD = "four horses at a bridge"
EMAIL = "anna@daisy.example"


class Entrance:
    """A door with Anna behind it, and a clock."""

    def __init__(self, database: Database, directory: Path) -> None:
        self.now = 0.0
        self.users = Users(database)
        self.passwords = Passwords(QUICK)
        self.vault = Vault(directory)
        self.recovery = RecoveryCodes(database)
        self.door = SignIn(
            self.users, self.passwords, self.vault, self.recovery, clock=lambda: self.now
        )

    async def admit(self) -> User:
        stored = await self.passwords.hash(WORD)
        return await self.users.create(
            email=EMAIL,
            name="Anna",
            role=Role.EMPLOYEE,
            company="daisy",
            language="en",
            password=stored,
        )

    async def knock(
        self, email: str = EMAIL, password: str = WORD, code: str | None = None
    ) -> User:
        return (await self.door.check(email, password, code, "192.0.2.1")).user


@pytest.fixture
async def entrance(database: Database, tmp_path: Path) -> Entrance:
    one = Entrance(database, tmp_path)
    await one.admit()
    return one


async def test_the_right_password_opens(entrance: Entrance) -> None:
    user = await entrance.knock(" ANNA@daisy.example")
    assert user.email == EMAIL
    (stored,) = await entrance.users.of("daisy")
    assert stored.signed_in is not None


@pytest.mark.parametrize(("email", "password"), [(EMAIL, "wrong"), ("nobody@x.example", WORD)])
async def test_a_wrong_address_sounds_like_a_wrong_password(
    entrance: Entrance, email: str, password: str
) -> None:
    with pytest.raises(WrongCredentials):
        await entrance.knock(email, password)


async def test_a_disabled_user_stays_out(entrance: Entrance) -> None:
    (anna,) = await entrance.users.of("daisy")
    await entrance.users.change("daisy", anna.id, disabled=True)
    with pytest.raises(WrongCredentials):
        await entrance.knock()


async def test_guessing_has_to_wait_even_with_the_right_password(entrance: Entrance) -> None:
    for _ in range(6):
        with pytest.raises(WrongCredentials):
            await entrance.knock(password="wrong")
    with pytest.raises(TooManyFailures) as refused:
        await entrance.knock()
    assert refused.value.seconds == 1
    entrance.now = 1.0
    await entrance.knock()


async def test_a_second_factor_is_asked_for_and_its_code_works_once(entrance: Entrance) -> None:
    (anna,) = await entrance.users.of("daisy")
    secret = new_secret()
    await entrance.users.change("daisy", anna.id, totp=entrance.vault.seal(secret))
    with pytest.raises(SecondFactorRequired):
        await entrance.knock()
    with pytest.raises(WrongCode):
        await entrance.knock(code="000000" if pyotp.TOTP(secret).now() != "000000" else "111111")
    code = pyotp.TOTP(secret).at(time.time())
    await entrance.knock(code=code)
    with pytest.raises(WrongCode):
        await entrance.knock(code=code)


async def test_a_recovery_code_stands_in_for_the_app_once(entrance: Entrance) -> None:
    (anna,) = await entrance.users.of("daisy")
    await entrance.users.change("daisy", anna.id, totp=entrance.vault.seal(new_secret()))
    code, *others = await entrance.recovery.renew(anna.id)
    admitted = await entrance.door.check(EMAIL, WORD, f" {code.upper()} ", "192.0.2.1")
    assert admitted.codes_left == len(others)
    with pytest.raises(WrongCode):
        await entrance.knock(code=code)
    with pytest.raises(WrongCredentials):
        await entrance.knock(password="wrong", code=others[0])
    assert await entrance.recovery.left(anna.id) == len(others)


async def test_guessed_recovery_codes_have_to_wait_as_passwords_have(entrance: Entrance) -> None:
    (anna,) = await entrance.users.of("daisy")
    await entrance.users.change("daisy", anna.id, totp=entrance.vault.seal(new_secret()))
    for _ in range(6):
        with pytest.raises(WrongCode):
            await entrance.knock(code=new_code())
    with pytest.raises(TooManyFailures):
        await entrance.knock(code=new_code())


async def test_an_old_hash_is_renewed_on_the_way_in(entrance: Entrance) -> None:
    entrance.passwords._hasher = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    (before,) = await entrance.users.of("daisy")
    await entrance.knock()
    (after,) = await entrance.users.of("daisy")
    assert before.password != after.password
    await entrance.knock()


async def test_mails_are_asked_for_only_now_and_then(entrance: Entrance) -> None:
    for _ in range(6):
        entrance.door.check_rate("reset x", "192.0.2.1")
    with pytest.raises(TooManyFailures):
        entrance.door.check_rate("reset x", "192.0.2.1")
    entrance.door.check_rate("reset x", "192.0.2.2")
