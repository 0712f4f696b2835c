from __future__ import annotations

import pytest

from ringtree.prompts.amounts_ru import KOPECK, RUBLE, counted, decimal, number
from ringtree.prompts.numbers import Case, Gender
from ringtree.prompts.written import Amount


def test_units_agree_with_every_number() -> None:
    for value in range(1, 1000):
        said = counted(Amount(str(value), ""), RUBLE, Case.NOMINATIVE).split()[-1]
        teens, last = value % 100 // 10 == 1, value % 10
        assert said == (
            "рубль" if last == 1 and not teens
            else "рубля" if last in (2, 3, 4) and not teens
            else "рублей"
        )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "case", "words"),
    [
        ("1", Case.GENITIVE, "одной копейки"),
        ("2", Case.GENITIVE, "двух копеек"),
        ("1", Case.DATIVE, "одной копейке"),
        ("5", Case.DATIVE, "пяти копейкам"),
        ("1", Case.ACCUSATIVE, "одну копейку"),
        ("22", Case.ACCUSATIVE, "двадцать две копейки"),
    ],
)
def test_units_decline(value: str, case: Case, words: str) -> None:
    assert counted(Amount(value, ""), KOPECK, case) == words


def test_a_thousand_is_not_counted_and_too_long_a_number_is_spelled() -> None:
    assert number("1000") == "тысяча"
    assert number("1001", Case.GENITIVE) == "тысячи одного"
    assert number("21000", gender=Gender.FEMININE) == "двадцать одна тысяча"
    assert number("1" * 13) == " ".join(["один"] * 13)


def test_fractions_are_parts_of_a_whole() -> None:
    assert decimal(Amount("1", "1"), Case.NOMINATIVE) == "одна целая одна десятая"
    assert decimal(Amount("2", "05"), Case.GENITIVE) == "двух целых пяти сотых"
    assert decimal(Amount("0", "125"), Case.DATIVE) == "нолю целым ста двадцати пяти тысячным"
