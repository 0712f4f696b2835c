"""Lists of callers."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.company.caller_list import CallerList, CallerPatterns
from ringtree.company.text import dump, load
from tests.unit.company.small import TEXT

VIP = CallerList(name="vip", numbers=("+79217654321", "+7812320*", "101"))


@pytest.mark.parametrize(
    ("number", "is_on_it"),
    [
        ("+79217654321", True),
        ("+792176543210", False),
        ("+78123201234", True),
        ("+7812321", False),
        ("101", True),
        ("1011", False),
        ("", False),
    ],
)
def test_numbers_are_whole_and_beginnings_have_a_star(number: str, is_on_it: bool) -> None:
    assert (number in VIP) is is_on_it


@pytest.mark.parametrize("text", ["89211234567", "+7 921", "+", "*", "+0123456789", "+7495**", "a"])
def test_what_is_no_number_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(ValidationError, match=r"such as \+7495\*"):
        CallerList(name="vip", numbers=(text,))


def test_a_pattern_covers_what_fits_it() -> None:
    patterns = CallerPatterns(("+7495*", "+79211234567"))
    covered = [
        patterns.cover(one) for one in ("+7495*", "+74951*", "+7*", "+79211234567", "+7921*")
    ]
    assert covered == [True, True, False, True, False]


def test_a_document_has_them_by_name() -> None:
    company = load(TEXT + "lists:\n  vip: {numbers: ['+79217654321', '+7812320*']}\n")
    assert "+78123200000" in company.lists["vip"]
    assert load(dump(company)) == company
