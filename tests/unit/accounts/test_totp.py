"""Codes of an authenticator app, as RFC 6238 makes them."""

from __future__ import annotations

import base64

import pyotp
import pytest

from ringtree.accounts.totp import address, new_secret, step_of

#: RFC 6238, appendix B: SHA-1, the last six digits of its eight.
SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("now", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]
)
def test_the_codes_are_those_of_the_rfc(now: int, code: str) -> None:
    assert step_of(SECRET, code, now) == now // 30
    assert step_of(SECRET, f"{code[:3]} {code[3:]}", now) == now // 30


def test_a_clock_may_be_half_a_minute_off_and_no_more() -> None:
    code = pyotp.TOTP(SECRET).at(1_000_000_000)
    steps = [step_of(SECRET, code, 1_000_000_000 + late) for late in (-60, -30, 0, 30, 60)]
    assert [step is not None for step in steps] == [False, True, True, True, False]


@pytest.mark.parametrize("wrong", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "000000"])
def test_what_is_no_code_of_now_is_refused(wrong: str) -> None:
    assert step_of(SECRET, wrong, 59) is None


def test_an_app_learns_whose_codes_it_makes() -> None:
    assert len(new_secret()) == 32
    assert address(SECRET, "anna@daisy.example").startswith("otpauth://totp/Ringtree:anna%40daisy")
