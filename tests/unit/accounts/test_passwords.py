"""Passwords: what is guessed first is refused, and a missing user takes as long as a wrong word."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from ringtree.accounts.passwords import Passwords, WeakPassword, check

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "short"),
        ("x" * 201, "long"),
        ("1234567890", "common"),
        ("0987654321", "common"),
        ("aaaaaaaaaaaa", "common"),
        ("password123", "common"),
        ("Administrator1!", "common"),
        ("qwertyuiop", "common"),
        ("anna.smith1", "common"),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, reason: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        check(password, ("Anna Smith", "anna.smith1@daisy.example"))
    assert refused.value.reason == reason


def test_a_sentence_is_welcome() -> None:
    check("четыре лошади у моста")
    check("correct horse battery")


async def test_a_password_matches_its_hash_alone() -> None:
    passwords = Passwords(QUICK)
    stored = await passwords.hash("correct horse battery")
    assert stored.startswith("$argon2id$")
    assert await passwords.matches("correct horse battery", stored)
    assert not await passwords.matches("correct horse batterx", stored)
    assert not await passwords.matches("anything", "not a hash")


async def test_nobodys_password_is_compared_too() -> None:
    passwords = Passwords(QUICK)
    assert not await passwords.matches("nobody has this password", None)


async def test_an_old_hash_is_known_to_need_renewal() -> None:
    stored = await Passwords(QUICK).hash("correct horse battery")
    assert Passwords().needs_renewal(stored)
    assert not Passwords(QUICK).needs_renewal(stored)
