"""Numbers as people give them."""

from __future__ import annotations

import pytest

from ringtree.routing.e164 import BadNumber, e164


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("+7 916 123-45-67", None),
        ("89161234567", "+74950000001"),
        ("9161234567", "+74950000001"),
        ("+79161234567", "+442079460001"),
    ],
)
def test_national_numbers_are_of_the_companys_country(text: str, near: str | None) -> None:
    assert e164(text, near) == "+79161234567"


@pytest.mark.parametrize("text", ["", "112", "12", "89161234567", "hello", "+7916"])
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadNumber, match=r"write it like \+7495"):
        e164(text, None)
