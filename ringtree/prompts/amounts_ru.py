"""Amounts in Russian: a number, whole or not, and the unit that agrees with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from num2words import num2words

from ringtree.prompts.numbers import Case, Gender, plural_ru
from ringtree.prompts.written import Amount

_LONGEST = 12  # digits that are still a number
_DIGITS = "ноль один два три четыре пять шесть семь восемь девять".split()
#: Gender; forms after 1, after 2 to 4 (the genitive singular), after 5, and the dative plural.
Unit = tuple[Gender, str, str, str, str]
RUBLE: Unit = (Gender.MASCULINE, "рубль", "рубля", "рублей", "рублям")
KOPECK: Unit = (Gender.FEMININE, "копейка", "копейки", "копеек", "копейкам")
DOLLAR: Unit = (Gender.MASCULINE, "доллар", "доллара", "долларов", "долларам")
EURO: Unit = (Gender.MASCULINE, "евро", "евро", "евро", "евро")
CENT: Unit = (Gender.MASCULINE, "цент", "цента", "центов", "центам")
PERCENT: Unit = (Gender.MASCULINE, "процент", "процента", "процентов", "процентам")
MINUTE: Unit = (Gender.FEMININE, "минута", "минуты", "минут", "минутам")
SECOND: Unit = (Gender.FEMININE, "секунда", "секунды", "секунд", "секундам")
HOUR: Unit = (Gender.MASCULINE, "час", "часа", "часов", "часам")
THOUSAND: Unit = (Gender.FEMININE, "тысяча", "тысячи", "тысяч", "тысячам")
MILLION: Unit = (Gender.MASCULINE, "миллион", "миллиона", "миллионов", "миллионам")
BILLION: Unit = (Gender.MASCULINE, "миллиард", "миллиарда", "миллиардов", "миллиардам")
UNITS: tuple[tuple[str, Unit], ...] = (
    ("руб", RUBLE), ("р", RUBLE), ("₽", RUBLE), ("коп", KOPECK), ("$", DOLLAR), ("€", EURO),
    ("%", PERCENT), ("мин", MINUTE), ("сек", SECOND), ("ч", HOUR),
)  # fmt: skip
LARGE: Mapping[str, Unit] = {"тыс": THOUSAND, "млн": MILLION, "млрд": BILLION}
_SINGULAR: Mapping[str, tuple[str, str]] = {  # dative and accusative, where they are special
    "рубль": ("рублю", "рубль"), "копейка": ("копейке", "копейку"), "доллар": ("доллару", "доллар"),
    "евро": ("евро", "евро"), "процент": ("проценту", "процент"), "минута": ("минуте", "минуту"),
    "секунда": ("секунде", "секунду"), "час": ("часу", "час"), "тысяча": ("тысяче", "тысячу"),
    "миллион": ("миллиону", "миллион"), "миллиард": ("миллиарду", "миллиард"),
}  # fmt: skip
_FRACTIONS = ("десятая", "сотая", "тысячная")


def number(digits: str, case: Case = Case.NOMINATIVE, gender: Gender = Gender.MASCULINE) -> str:
    """A whole number; one with a leading zero, or too long to be one, digit by digit."""
    if len(digits) > _LONGEST or (digits.startswith("0") and len(digits) > 1):
        return " ".join(_DIGITS[int(digit)] for digit in digits)
    words = str(num2words(int(digits), lang="ru", case=case, gender=gender, animate=False))
    # "Одна тысяча" is what banks write; people leave the one out.
    return re.sub(r"\Aодн\w+ (?=тысяч)", "", words)


def decimal(amount: Amount, case: Case) -> str:
    """A number with a fraction: "две целых пять десятых". Long fractions are spelled."""
    places = len(amount.fraction)
    whole = number(amount.whole, case, Gender.FEMININE)
    if places > len(_FRACTIONS):
        return (
            f"{number(amount.whole)} запятая {' '.join(_DIGITS[int(d)] for d in amount.fraction)}"
        )
    part = str(int(amount.fraction))
    return (
        f"{whole} {_agreed('целая', amount.whole, case)}"
        f" {number(part, case, Gender.FEMININE)} {_agreed(_FRACTIONS[places - 1], part, case)}"
    )


def _agreed(adjective: str, number: str, case: Case) -> str:
    """The feminine adjective beside a number: "одна целая", "две целых", "пяти целым"."""
    stem = adjective.removesuffix("ая")
    if plural_ru(int(number), "1", "2", "5") != "1":
        return stem + ("ым" if case is Case.DATIVE else "ых")
    endings = {Case.NOMINATIVE: "ая", Case.ACCUSATIVE: "ую"}
    return stem + endings.get(case, "ой")


def unit_form(digits: str, unit: Unit, case: Case) -> str:
    _, one, few, many, dative = unit
    dative_one, accusative_one = _SINGULAR.get(one, (dative, one))
    number = int(digits)
    if case is Case.GENITIVE:
        return plural_ru(number, few, many, many)
    if case is Case.DATIVE:
        return plural_ru(number, dative_one, dative, dative)
    return plural_ru(number, accusative_one if case is Case.ACCUSATIVE else one, few, many)


def counted(amount: Amount, unit: Unit, case: Case) -> str:
    """A number with its unit, in one case; a fraction takes the unit's genitive singular."""
    if amount == ("1", "5") and case in (Case.NOMINATIVE, Case.ACCUSATIVE):
        return f"{'полторы' if unit[0] is Gender.FEMININE else 'полтора'} {unit[2]}"
    if amount.fraction:
        return f"{decimal(amount, case)} {unit[2]}"
    return f"{number(amount.whole, case, unit[0])} {unit_form(amount.whole, unit, case)}"
