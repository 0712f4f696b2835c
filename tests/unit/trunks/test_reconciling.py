"""A carrier's list against the company's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringtree.trunks.reconciling import listed_numbers, reconcile
from tests.unit.calls.house import company

LIST = """Number;City;Code
+7 (495) 000-00-01;Moscow;123456
84950000002,Moscow
7 495 000 00 09 | spare, postcode 101000
"""


def test_numbers_are_found_among_words_in_any_spelling() -> None:
    assert listed_numbers(LIST, "RU") == ["+74950000001", "+74950000002", "+74950000009"]


def test_the_lists_are_compared() -> None:
    two = {name: {"addresses": [f"203.0.113.{last}"]} for name, last in (("carrier", 1), ("b", 2))}
    numbers = [
        {"number": f"+7495000000{last}", "trunk": trunk, "tree": "main"}
        for last, trunk in ((1, "carrier"), (2, "b"), (3, "carrier"))
    ]
    found = reconcile(company(trunks=two, numbers=numbers), "carrier", listed_numbers(LIST, "RU"))
    assert found.agreed == ("+74950000001",)
    assert found.only_carrier == ("+74950000009",)
    assert found.only_company == ("+74950000003",)
    assert found.elsewhere == (("+74950000002", "b"),)
    assert not found.agrees


def test_equal_lists_leave_nothing_to_do() -> None:
    acme = company()
    assert reconcile(acme, "carrier", [one.number for one in acme.numbers]).agrees


@given(st.text(max_size=200))
def test_no_list_breaks_the_reading(text: str) -> None:
    assert all(number.startswith("+") for number in listed_numbers(text, "RU"))
