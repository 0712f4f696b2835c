from __future__ import annotations

import pytest

from ringtree.prompts.numbers import (
    CALL,
    LARGEST,
    MINUTE,
    PERSON,
    Case,
    Gender,
    NumberOutOfRange,
    cardinal,
    count,
    ordinal,
    plural_ru,
)

_ENDINGS = {
    Gender.MASCULINE: ("ый", "ой", "ий"),
    Gender.FEMININE: ("ая", "ья"),
    Gender.NEUTER: ("ое", "ье"),
}
_UNITS = " один два три четыре пять шесть семь восемь девять".split(" ")
_TEENS = (
    "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать"
    " восемнадцать девятнадцать"
).split()
_TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split()
_HUNDREDS = " сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split(" ")


def _said(number: int) -> str:
    """Cardinals by the school's rule, written down apart from the library."""
    if number == 0:
        return "ноль"
    rest = number % 100
    if 10 <= rest < 20:
        low = [_TEENS[rest - 10]]
    else:
        low = [_TENS[rest // 10 - 2] if rest >= 20 else "", _UNITS[rest % 10]]
    return " ".join(word for word in [_HUNDREDS[number // 100], *low] if word)


class TestRussianCardinals:
    def test_masculine_from_0_to_999(self) -> None:
        for number in range(1000):
            assert cardinal(number, "ru") == _said(number)

    def test_feminine_differs_in_one_and_two_only(self) -> None:
        for number in range(1000):
            words = _said(number).split()
            words[-1] = {"один": "одна", "два": "две"}.get(words[-1], words[-1])
            assert cardinal(number, "ru", gender=Gender.FEMININE) == " ".join(words)

    @pytest.mark.parametrize(
        ("number", "gender", "case", "words"),
        [
            (1, Gender.FEMININE, Case.ACCUSATIVE, "одну"),
            (2, Gender.FEMININE, Case.ACCUSATIVE, "две"),
            (21, Gender.MASCULINE, Case.GENITIVE, "двадцати одного"),
            (40, Gender.MASCULINE, Case.GENITIVE, "сорока"),
            (90, Gender.MASCULINE, Case.GENITIVE, "девяноста"),
            (200, Gender.MASCULINE, Case.GENITIVE, "двухсот"),
            (999, Gender.MASCULINE, Case.GENITIVE, "девятисот девяноста девяти"),
            (5, Gender.MASCULINE, Case.INSTRUMENTAL, "пятью"),
            (300, Gender.MASCULINE, Case.PREPOSITIONAL, "трёхстах"),
            (4, Gender.MASCULINE, Case.DATIVE, "четырём"),
        ],
    )
    def test_cases(self, number: int, gender: Gender, case: Case, words: str) -> None:
        assert cardinal(number, "ru", gender=gender, case=case) == words


class TestRussianOrdinals:
    @pytest.mark.parametrize(
        ("number", "gender", "case", "word"),
        [
            (1, Gender.MASCULINE, Case.NOMINATIVE, "первый"),
            (2, Gender.MASCULINE, Case.NOMINATIVE, "второй"),
            (3, Gender.MASCULINE, Case.NOMINATIVE, "третий"),
            (3, Gender.FEMININE, Case.NOMINATIVE, "третья"),
            (3, Gender.NEUTER, Case.PREPOSITIONAL, "третьем"),
            (3, Gender.FEMININE, Case.ACCUSATIVE, "третью"),
            (7, Gender.MASCULINE, Case.GENITIVE, "седьмого"),
            (8, Gender.FEMININE, Case.PREPOSITIONAL, "восьмой"),
            (40, Gender.MASCULINE, Case.NOMINATIVE, "сороковой"),
            (90, Gender.MASCULINE, Case.NOMINATIVE, "девяностый"),
            (100, Gender.MASCULINE, Case.NOMINATIVE, "сотый"),
            (113, Gender.MASCULINE, Case.NOMINATIVE, "сто тринадцатый"),
            (500, Gender.MASCULINE, Case.NOMINATIVE, "пятисотый"),
        ],
    )
    def test_forms(self, number: int, gender: Gender, case: Case, word: str) -> None:
        assert ordinal(number, "ru", gender=gender, case=case) == word

    @pytest.mark.parametrize("gender", list(Gender))
    def test_from_0_to_999_only_the_last_word_is_an_ordinal(self, gender: Gender) -> None:
        for number in range(1000):
            words = ordinal(number, "ru", gender=gender).split()
            assert words[-1].endswith(_ENDINGS[gender]), number
            assert words[:-1] == _said(number).split()[: len(words) - 1], number


class TestAgreement:
    def test_the_noun_follows_the_last_words_of_the_number(self) -> None:
        for number in range(1000):
            teens, last = number % 100 // 10 == 1, number % 10
            expected = "минут"
            if not teens and last == 1:
                expected = "минута"
            elif not teens and last in (2, 3, 4):
                expected = "минуты"
            assert plural_ru(number, "минута", "минуты", "минут") == expected
            assert count(number, MINUTE, "ru").endswith(f" {expected}")

    @pytest.mark.parametrize(
        ("number", "case", "words"),
        [
            (1, Case.NOMINATIVE, "одна минута"),
            (22, Case.NOMINATIVE, "двадцать две минуты"),
            (1, Case.ACCUSATIVE, "одну минуту"),
            (2, Case.GENITIVE, "двух минут"),
            (5, Case.GENITIVE, "пяти минут"),
            (21, Case.GENITIVE, "двадцати одной минуты"),
        ],
    )
    def test_minutes(self, number: int, case: Case, words: str) -> None:
        assert count(number, MINUTE, "ru", case=case) == words

    @pytest.mark.parametrize(
        ("number", "case", "words"),
        [
            (1, Case.NOMINATIVE, "один человек"),
            (2, Case.NOMINATIVE, "два человека"),
            (5, Case.NOMINATIVE, "пять человек"),
            (10, Case.GENITIVE, "десяти человек"),
            (1, Case.GENITIVE, "одного человека"),
            (2, Case.ACCUSATIVE, "двух человек"),
            (22, Case.ACCUSATIVE, "двадцать два человека"),
            (21, Case.ACCUSATIVE, "двадцать одного человека"),
        ],
    )
    def test_people(self, number: int, case: Case, words: str) -> None:
        assert count(number, PERSON, "ru", case=case) == words

    def test_calls(self) -> None:
        assert count(1, CALL, "ru") == "один звонок"
        assert count(3, CALL, "ru", case=Case.ACCUSATIVE) == "три звонка"
        assert count(3, CALL, "ru", case=Case.GENITIVE) == "трёх звонков"


class TestEnglish:
    def test_numbers(self) -> None:
        assert [ordinal(n, "en") for n in (1, 2, 3, 12, 20, 21)] == [
            "first", "second", "third", "twelfth", "twentieth", "twenty-first",
        ]  # fmt: skip
        assert cardinal(121, "en") == "one hundred and twenty-one"

    def test_nouns(self) -> None:
        assert count(1, PERSON, "en") == "one person"
        assert count(0, CALL, "en") == "zero calls"
        assert count(20, PERSON, "en", case=Case.GENITIVE) == "twenty people"


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_a_number_without_words_is_refused(number: int) -> None:
    with pytest.raises(NumberOutOfRange):
        cardinal(number, "ru")
    with pytest.raises(NumberOutOfRange):
        ordinal(number, "en")
