"""The rules that write numbers out in English. Dates with dots are read day first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from re import Match

from num2words import num2words

from ringtree.prompts.written import MONTHS_EN, NUMBER, PHONE, SHORT_PHONE, Amount, is_date

_MONEY: Mapping[str, tuple[str, str, str, str]] = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
}
_LONGEST = 12  # digits that are still a number
_DIGITS = "zero one two three four five six seven eight nine".split()
_NUMBER = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d|,\d)|\d+(?:\.\d+)?"


def _number(digits: str) -> str:
    if len(digits) > _LONGEST or (digits.startswith("0") and len(digits) > 1):
        return _spelled(digits)
    return str(num2words(int(digits), lang="en")).replace(",", "")


def _spelled(digits: str) -> str:
    return " ".join(_DIGITS[int(digit)] for digit in digits)


def _amount(amount: Amount) -> str:
    words = _number(amount.whole)
    return f"{words} point {_spelled(amount.fraction)}" if amount.fraction else words


def _phone(match: Match[str]) -> str:
    plus = "plus " if match[0].startswith("+") else ""
    return plus + ", ".join(map(_spelled, re.findall(r"\d+", match[0])))


def _year(year: int) -> str:
    return str(num2words(year, lang="en", to="year")) if year >= 1000 else _number(str(year))


def _date(match: Match[str]) -> str:
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    if not is_date(day, month):
        return match[0]
    return f"{MONTHS_EN[month - 1]} {_ordinal(day)}, {_year(year)}"


def _month_day(match: Match[str]) -> str:
    day = int(match["day"])
    if not 1 <= day <= 31:
        return match[0]
    year = f", {_year(int(match['year']))}" if match["year"] else ""
    return f"{match['name']} {_ordinal(day)}{year}"


def _ordinal(number: int) -> str:
    return str(num2words(number, lang="en", to="ordinal")).replace(",", "")


def _time(match: Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return match[0]
    half = match["half"]
    if minute == 0 and hour % 12 == 0 and not half:
        return "noon" if hour == 12 else "midnight"
    said = half[0].lower() if half else ("p" if 12 <= hour < 24 else "a")
    words = _number(str(hour % 12 or 12))
    if minute:
        words += f" {'oh ' if minute < 10 else ''}{_number(str(minute))}"
    return f"{words} {said}.m."


def _half(match: Match[str]) -> str:
    return f"{_number(match['hour'])} {match['half'][0].lower()}.m."


def _money(match: Match[str]) -> str:
    amount = Amount.read(match["number"], thousands=", ", point=".")
    one, many, cent, cents = _MONEY["₽" if match["sign"].startswith("r") else match["sign"]]
    unit = one if amount.whole == "1" else many
    if len(amount.fraction) not in (0, 2):
        return f"{_amount(amount)} {many}"
    part = int(amount.fraction or 0)
    words = [f"{_number(amount.whole)} {unit}"] if int(amount.whole) or not part else []
    if part:
        words.append(f"{_number(str(part))} {cent if part == 1 else cents}")
    return " and ".join(words)


def _percent(match: Match[str]) -> str:
    return f"{_amount(Amount.read(match['number'], thousands=', ', point='.'))} percent"


def _plain(match: Match[str]) -> str:
    minus = "minus " if match["minus"] else ""
    return minus + _amount(Amount.read(match["number"], thousands=", ", point="."))


_NAMES = "|".join(MONTHS_EN)
_IN = r"(?<![\w.,:/])"
_OUT = r"(?![\w:/]|[.,]\d)"
_HALF = r"(?P<half>[AaPp]\.?[Mm]\b\.?)"

#: Each pattern with what it becomes, in the order in which they must be tried.
RULES: tuple[tuple[re.Pattern[str], Callable[[Match[str]], str]], ...] = (
    (PHONE, _phone),
    (SHORT_PHONE, _phone),
    (
        re.compile(rf"{_IN}(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{{4}})(?![\w.]\d|\d)"),
        _date,
    ),
    (re.compile(rf"{_IN}(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?!\w|-)"), _date),
    (
        re.compile(
            rf"\b(?P<name>{_NAMES}) (?P<day>\d\d?)(?:st|nd|rd|th)?\b(?!:)"
            r"(?:,? (?P<year>\d{4})\b)?"
        ),
        _month_day,
    ),
    (
        re.compile(
            rf"{_IN}(?P<day>\d\d?)(?:st|nd|rd|th)? (?P<name>{_NAMES})\b(?:,? (?P<year>\d{{4}})\b)?"
        ),
        _month_day,
    ),
    (re.compile(rf"{_IN}(?P<hour>\d\d?):(?P<minute>\d\d)(?![\d:])(?: ?{_HALF})?"), _time),
    (re.compile(rf"{_IN}(?P<hour>1[0-2]|[1-9]) ?{_HALF}"), _half),
    (re.compile(rf"(?P<sign>[$€£₽]) ?(?P<number>{_NUMBER})"), _money),
    (re.compile(rf"{_IN}(?P<number>{_NUMBER}) ?(?P<sign>[$€£₽]|rub\.|rubles?\b)"), _money),
    (re.compile(rf"{_IN}(?P<number>{_NUMBER}) ?%"), _percent),
    (re.compile(r"(?:№|\bNo\.|#) ?(?=\d)"), lambda _: "number "),
    (re.compile(r"(?<![\w./])24/7\b"), lambda _: "twenty-four seven"),
    (
        re.compile(rf"{_IN}(?P<number>\d{{1,9}})(?:st|nd|rd|th)\b"),
        lambda match: _ordinal(int(match["number"])),
    ),
    (
        re.compile(r"\b(?P<word>[Ii]n|[Ss]ince) (?P<year>(?:19|20)\d\d)(?=[,.;!?]|$)"),
        lambda match: f"{match['word']} {_year(int(match['year']))}",
    ),
    (re.compile(NUMBER.format(number=_NUMBER)), _plain),
)
