from __future__ import annotations

import pytest

from ringtree.prompts.written import PHONE, SHORT_PHONE, Amount, is_date


@pytest.mark.parametrize(
    "text",
    [
        "+7 495 000-00-01",
        "+74950000001",
        "8 (800) 555-35-35",
        "8-495-000-00-01",
        "+44 20 7946 0000",
    ],
)
def test_telephone_numbers_are_recognised(text: str) -> None:
    found = PHONE.search(f"at {text}, please")
    assert found is not None and found[0] == text


@pytest.mark.parametrize(
    "text", ["8 часов", "8 500 рублей", "1+1", "a+74950000001", "80 000 00 00"]
)
def test_other_numbers_are_not_telephone_numbers(text: str) -> None:
    assert PHONE.search(text) is None


def test_a_number_within_a_town_has_hyphens() -> None:
    assert SHORT_PHONE.search("000-00-01") and not SHORT_PHONE.search("10-00-00-01")


def test_amounts_lose_their_separators() -> None:
    assert Amount.read("1 500,50", thousands=" ", point=",.") == ("1500", "50")
    assert Amount.read("1,500.5", thousands=", ", point=".") == ("1500", "5")
    assert Amount.read("15", thousands=" ", point=",") == ("15", "")


def test_dates_exist_in_the_calendar() -> None:
    assert is_date(29, 2) and is_date(31, 12) and is_date(30, 4)
    assert not is_date(30, 2) and not is_date(31, 4) and not is_date(1, 13) and not is_date(0, 1)
