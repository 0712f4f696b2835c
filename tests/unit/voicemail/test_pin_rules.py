"""PINs that would be guessed."""

from __future__ import annotations

import pytest

from ringtree.voicemail.pin_rules import PinObjection, objection


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("12a4", PinObjection.LENGTH),
        ("123", PinObjection.LENGTH),
        ("1234567890123", PinObjection.LENGTH),
        ("1015", PinObjection.NUMBER),  # the internal number and one digit
        ("5101", PinObjection.NUMBER),
        ("0001", PinObjection.NUMBER),  # the end of the telephone number
        ("1000", PinObjection.NUMBER),  # and backwards
        ("1111", PinObjection.SIMPLE),
        ("2345", PinObjection.SIMPLE),
        ("8901", PinObjection.SIMPLE),
        ("9876", PinObjection.SIMPLE),
        ("3737", PinObjection.SIMPLE),
        ("1987", PinObjection.SIMPLE),
    ],
)
def test_a_pin_that_is_guessed_first_is_refused(pin: str, why: PinObjection) -> None:
    assert objection(pin, ("101", "+74950000001")) is why


def test_any_other_is_taken() -> None:
    assert objection("4825", ("101", "+74950000001", "")) is None
