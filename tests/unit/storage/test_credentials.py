"""Passwords: generated well, kept as digests."""

from __future__ import annotations

from inspect import signature

from ringtree.storage.credentials import ALPHABET, Credentials, credential, generate_password
from ringtree.storage.database import Database


def test_the_digests_are_those_of_rfc_7616() -> None:
    """RFC 7616 §3.9.1: Mufasa in http-auth@example.org."""
    mufasa = credential("Mufasa", "http-auth@example.org", "Circle of Life")
    assert mufasa.ha1_md5 == "3d78807defe7de2157e2b0b6573a855f"
    assert mufasa.ha1_sha256 == "7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232"


def test_generated_passwords_differ_and_can_be_read_aloud() -> None:
    passwords = {generate_password() for _ in range(100)}
    assert len(passwords) == 100
    assert set("".join(passwords)) <= set(ALPHABET)
    assert not set("0O1lI") & set(ALPHABET)


def test_nobody_chooses_a_password() -> None:
    """Whatever stores one makes it: there is no weak or usual password to be set."""
    storing = [name for name, one in vars(Credentials).items() if callable(one)]
    given = [
        (name, parameter)
        for name in storing
        for parameter in signature(getattr(Credentials, name)).parameters
        if "password" in parameter or "secret" in parameter
    ]
    assert given == []


async def test_a_password_is_made_replaced_and_taken_away(database: Database) -> None:
    credentials = Credentials(database)
    first = await credentials.renew("acme-101", "ringtree")
    kept = credential("acme-101", "ringtree", first)
    assert await credentials.get("acme-101", "ringtree") == kept
    second = await credentials.renew("acme-101", "ringtree")
    kept = credential("acme-101", "ringtree", second)
    assert await credentials.load_all("ringtree") == {"acme-101": kept}
    assert await credentials.load_all("elsewhere") == {}
    await credentials.remove("acme-101")
    assert await credentials.get("acme-101", "ringtree") is None
