"""Numbers of callers."""

from __future__ import annotations

import pytest

from ringtree.flows.callers import country_of, grouped, international
from tests.unit.flows.fake_call import NOBODY

HOME = {"number": "+74950000001", "trunk": "t", "tree": "main"}
MOSCOW = NOBODY.model_copy(update={"numbers": [HOME]})


@pytest.mark.parametrize(
    ("presented", "meant"),
    [
        ("+79211234567", "+79211234567"),
        ("79211234567", "+79211234567"),
        ("89211234567", "+79211234567"),
        ("9211234567", "+79211234567"),
        ("101", "101"),
        ("", ""),
        ("alice", "alice"),
    ],
)
def test_a_number_means_what_it_means_at_home(presented: str, meant: str) -> None:
    assert international(presented, MOSCOW) == meant


def test_a_company_without_a_number_has_no_country_of_its_own() -> None:
    assert international("89211234567", NOBODY) == "89211234567"


def test_countries_are_told_by_the_whole_number() -> None:
    assert [country_of(one) for one in ("+77271234567", "+79211234567", "101", "")] == [
        "KZ", "RU", None, None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "said"),
    [("101", "101"), ("", ""), ("+", "+"), ("+442071234567", "+44 20 7123 4567")],
)
def test_any_number_can_be_said(number: str, said: str) -> None:
    assert grouped(number) == said
