"""What a number is, and what nobody may be made to believe of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.route import NumberKind
from ringtree.routing.destination import called


@pytest.mark.parametrize(
    ("number", "country", "kind"),
    [
        ("+74950000001", "RU", "fixed"),
        ("+79211234567", "RU", "mobile"),
        ("+78001234567", "RU", "toll_free"),
        ("+78091234567", "RU", "premium"),
        ("+77012345678", "KZ", "mobile"),
        ("+442079460000", "GB", "fixed"),
        ("+12125551234", "US", "fixed"),
        ("+447012345678", "GB", "personal"),
        ("+881612345678", None, "satellite"),
        ("+870123456789", None, "satellite"),
        ("+97912345678", None, "premium"),
        ("+883510012345", None, "satellite"),
        ("+80012345678", None, "toll_free"),
        ("+999123456789", None, "unknown"),
    ],
)
def test_a_number_has_a_country_and_a_kind(number: str, country: str | None, kind: str) -> None:
    found = called(number)
    assert (found.country, found.kind) == (country, NumberKind(kind))


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_every_number_is_something(number: str) -> None:
    found = called(number)
    assert found.number == number
    assert found.length == len(number) - 1
