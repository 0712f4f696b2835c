"""The rules that write numbers out in Russian, in the case that the words around ask for.

The case is taken from the preposition before a number and from the ending of the word after it.
Where neither decides, a number is in the nominative and a date in the genitive: announcements say
when something happens ("первого мая мы не работаем").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from re import Match

from ringtree.prompts.amounts_ru import (
    CENT,
    DOLLAR,
    EURO,
    HOUR,
    KOPECK,
    LARGE,
    RUBLE,
    UNITS,
    counted,
    decimal,
    number,
    unit_form,
)
from ringtree.prompts.numbers import Case, Gender, ordinal, plural_ru
from ringtree.prompts.written import MONTHS_RU, NUMBER, PHONE, SHORT_PHONE, Amount, is_date

_NUMBER = r"\d{1,3}(?: \d{3})+(?:,\d+)?(?!\d| \d)|\d+(?:[,.]\d+)?"
_CASES: Mapping[str, Case] = {
    **dict.fromkeys(
        "от до из без около после более менее больше меньше свыше течение кроме для у"
        " порядка".split(),
        Case.GENITIVE,
    ),
    **dict.fromkeys("к ко".split(), Case.DATIVE),
    **dict.fromkeys("за на через в во про спустя по".split(), Case.ACCUSATIVE),
}
_BEFORE = r"(?:(?<![\w-])(?P<before>[А-Яа-яЁё]+) )?"
#: Words that follow a key's digit and are not what it counts.
_NO_NOUN = frozenset("и или для если когда либо после перед чтобы потом затем на раз".split())
#: Words before a digit that is a name, not a count.
_LABEL = re.compile(
    r"(?:нажмите|нажать|нажав|цифр[аыу]|клавиш[ауи]|кнопк[ауи]|номер|наберите|набрать|добавочный"
    r"|кабинет|офис|дом|корпус|этаж|подъезд|код|строение|квартира)\Z",
    re.IGNORECASE,
)
_SUFFIXES: Mapping[str, tuple[Gender, Case | None]] = {
    **dict.fromkeys(("й", "ый", "ой", "ий"), (Gender.MASCULINE, Case.NOMINATIVE)),
    **dict.fromkeys(("я", "ая", "ья"), (Gender.FEMININE, Case.NOMINATIVE)),
    **dict.fromkeys(("е", "ое", "ье"), (Gender.NEUTER, Case.NOMINATIVE)),
    **dict.fromkeys(("го", "ого", "его"), (Gender.MASCULINE, Case.GENITIVE)),
    **dict.fromkeys(("му", "ому", "ему"), (Gender.MASCULINE, Case.DATIVE)),
    **dict.fromkeys(("ю", "ую", "ью"), (Gender.FEMININE, Case.ACCUSATIVE)),
    **dict.fromkeys(("м", "ом", "ем", "ым", "им"), (Gender.MASCULINE, None)),
}


def _case(before: str | None) -> Case:
    return _CASES.get((before or "").lower(), Case.NOMINATIVE)


def _lead(match: Match[str]) -> str:
    return f"{match['before']} " if match["before"] else ""


def _amount(text: str) -> Amount:
    return Amount.read(text, thousands=" ", point=",.")


def _measure(match: Match[str]) -> str:
    """Money, shares and spans of time with an abbreviated unit."""
    amount, case = _amount(match["number"]), _case(match["before"])
    word = match["unit"].lower()
    unit = next(unit for name, unit in UNITS if word.startswith(name))
    if large := LARGE.get((match["large"] or "").rstrip(".").lower()):
        return f"{_lead(match)}{counted(amount, large, case)} {unit[3]}"
    part = KOPECK if unit is RUBLE else CENT if unit in (DOLLAR, EURO) else None
    if part is None or len(amount.fraction) != 2:
        return _lead(match) + counted(amount, unit, case)
    whole, rest = Amount(amount.whole, ""), Amount(str(int(amount.fraction)), "")
    parts = [counted(whole, unit, case)] if int(amount.whole) or rest.whole == "0" else []
    if rest.whole != "0":
        parts.append(counted(rest, part, case))
    return _lead(match) + " ".join(parts)


def _signed(match: Match[str]) -> str:
    """A sum whose sign stands in front: `$5`."""
    unit = DOLLAR if match["sign"] == "$" else EURO
    return _lead(match) + counted(_amount(match["number"]), unit, _case(match["before"]))


def _phone(match: Match[str]) -> str:
    groups = re.findall(r"\d+", match[0])
    if len(groups) == 1 or (len(groups) == 2 and len(groups[1]) == 10):
        groups = _grouped("".join(groups))
    plus = "плюс " if match[0].startswith("+") else ""
    return plus + ", ".join(map(_group, groups))


def _grouped(digits: str) -> list[str]:
    """A number written without a gap, as it would be told."""
    head = digits[:-10] if len(digits) > 10 else ""
    tail = digits[-10:]
    return [part for part in (head, tail[:3], tail[3:6], tail[6:8], tail[8:]) if part]


def _group(digits: str) -> str:
    """Zeros that lead are said; the rest is a number."""
    rest = digits.lstrip("0")
    zeros = ["ноль"] * (len(digits) - len(rest))
    return " ".join([*zeros, number(rest)] if rest else zeros)


def _day(number: int, before: str | None) -> str:
    case = _day_case(before)
    return ordinal(number, "ru", gender=Gender.NEUTER, case=case)


def _day_case(before: str | None) -> Case:
    word = (before or "").lower()
    if word in ("сегодня", "завтра", "это", "по", "на", "за", "дата"):
        return Case.NOMINATIVE  # the accusative of the neuter is the same
    return Case.DATIVE if word in ("к", "ко") else Case.GENITIVE


def _date(match: Match[str]) -> str:
    day, month = int(match["day"]), int(match["month"])
    if not is_date(day, month):
        return match[0]
    year = match.groupdict().get("year")
    words = f"{_day(day, match['before'])} {MONTHS_RU[month - 1]}"
    return _lead(match) + words + (f" {_of_year(int(year))}" if year else "")


def _of_year(year: int) -> str:
    return f"{_ordinal(year, Gender.MASCULINE, Case.GENITIVE)} года"


def _ordinal(number: int, gender: Gender, case: Case) -> str:
    return ordinal(number, "ru", gender=gender, case=case)


def _named_date(match: Match[str]) -> str:
    day = int(match["day"])
    if not 1 <= day <= 31:
        return match[0]
    year = f" {_of_year(int(match['year']))}" if match["year"] else ""
    return f"{_lead(match)}{_day(day, match['before'])} {match['name']}{year}"


def _days(match: Match[str]) -> str:
    """`с 5 по 10 мая`, `5–10 мая`."""
    first, last = int(match["first"]), int(match["last"])
    if not (1 <= first <= 31 and 1 <= last <= 31):
        return match[0]
    until, case = ("до", Case.GENITIVE) if match["until"] == "до" else ("по", Case.ACCUSATIVE)
    since = ordinal(first, "ru", gender=Gender.NEUTER, case=Case.GENITIVE)
    end = ordinal(last, "ru", gender=Gender.NEUTER, case=case)
    return f"{match['since'] or 'с'} {since} {until} {end} {match['name']}"


def _year(match: Match[str]) -> str:
    cases = {"год": Case.NOMINATIVE, "года": Case.GENITIVE, "году": Case.DATIVE}
    case = cases[match["word"]]
    if case is Case.DATIVE and (match["before"] or "").lower() in ("в", "во", "о"):
        case = Case.PREPOSITIONAL
    words = _ordinal(int(match["year"]), Gender.MASCULINE, case)
    return f"{_lead(match)}{words} {match['word']}"


def _times(match: Match[str]) -> str:
    """`9:00–18:00`."""
    first = _clock(match["first"], Case.GENITIVE, bare=True)
    last = _clock(match["last"], Case.GENITIVE, bare=True)
    if first is None or last is None:
        return match[0]
    since = match["since"] or "с "
    return f"{since}{first} до {last}"


def _time(match: Match[str]) -> str:
    before = (match["before"] or "").lower()
    case = Case.GENITIVE if before in ("с", "со") else _case(before)
    words = _clock(match["time"], case, bare=case in (Case.GENITIVE, Case.DATIVE))
    return match[0] if words is None else _lead(match) + words


def _clock(time: str, case: Case, *, bare: bool) -> str | None:
    """A time of day; `bare` leaves the word for hours out, as in "с девяти до шести"."""
    hour, minute = map(int, time.split(":"))
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if minute:
        hours = number(str(hour), case)
        zero = "ноль " if minute < 10 else ""
        return f"{hours} {zero}{number(str(minute), case, Gender.FEMININE)}"
    if hour == 1:
        return {Case.GENITIVE: "часу", Case.DATIVE: "часу"}.get(case, "час")
    hours = number(str(hour), case)
    return hours if bare else f"{hours} {unit_form(str(hour), HOUR, case)}"


def _suffixed(match: Match[str]) -> str:
    """`3-й`, `5-го`, and the counts that some write like them: `5-ти`."""
    if match["suffix"] in ("ти", "и", "х"):
        return _lead(match) + number(match["number"], Case.GENITIVE)
    gender, case = _SUFFIXES[match["suffix"]]
    before = (match["before"] or "").lower()
    if case is None:
        is_place = before in ("в", "во", "на", "о", "об", "при")
        case = Case.PREPOSITIONAL if is_place or not before else Case.INSTRUMENTAL
    return _lead(match) + ordinal(int(match["number"]), "ru", gender=gender, case=case)


def _plain(match: Match[str]) -> str:
    """Any other number, in the case and the gender that the words around it show."""
    text, before = match.string, _word_before(match)
    amount, after = _amount(match["number"]), _word_after(text, match.end())
    minus = "минус " if match["minus"] else ""
    if _LABEL.search(before):
        return minus + (
            number(amount.whole) if not amount.fraction else decimal(amount, Case.NOMINATIVE)
        )
    case = _noun_case(before.lower(), after)
    gender = _noun_gender(amount.whole, after, case)
    if amount == ("1", "5") and after and case in (Case.NOMINATIVE, Case.ACCUSATIVE):
        return "полторы" if after.endswith(("ы", "и")) else "полтора"
    if amount.fraction:
        return minus + decimal(amount, case)
    return minus + number(amount.whole, case, gender)


def _word_before(match: Match[str]) -> str:
    found = re.search(r"([А-Яа-яЁё]+) \Z", match.string[max(0, match.start() - 40) : match.start()])
    return found[1] if found else ""


def _word_after(text: str, end: int) -> str:
    """The word that may be what is counted; empty if there is none."""
    found = re.compile(r" ([а-яё]+)").match(text, end)
    return found[1] if found and found[1] not in _NO_NOUN else ""


def _noun_case(before: str, after: str) -> Case:
    if after.endswith(("ами", "ями")):
        return Case.INSTRUMENTAL
    if after.endswith(("ах", "ях")):
        return Case.PREPOSITIONAL
    if before in ("с", "со"):
        return Case.GENITIVE
    if not before and after.endswith(("у", "ю")):
        return Case.ACCUSATIVE
    return _case(before)


def _noun_gender(digits: str, noun: str, case: Case) -> Gender:
    """Known from the ending of a noun: "две минуты" but "два часа", "одну минуту"."""
    form = plural_ru(int(digits), "one", "few", "many")
    if form == "few":
        return Gender.FEMININE if noun.endswith(("ы", "и")) else Gender.MASCULINE
    if form != "one" or len(noun) < 3:
        return Gender.MASCULINE
    if case is Case.GENITIVE:
        return Gender.FEMININE if noun.endswith(("ы", "и")) else Gender.MASCULINE
    if noun.endswith(("а", "я", "у", "ю")):
        return Gender.FEMININE if case is not Case.DATIVE else Gender.MASCULINE
    return Gender.NEUTER if noun.endswith(("о", "е")) else Gender.MASCULINE


_IN = r"(?<![\w.,:/])"
_NAMES = "|".join(MONTHS_RU)
_CLOCK = r"\d\d?:\d\d(?![\d:])"
_YEAR = r"(?: (?P<year>\d{4})(?: ?(?:г\.|года\b))?(?!\w))?"

#: Each pattern with what it becomes, in the order in which they must be tried.
RULES: tuple[tuple[re.Pattern[str], Callable[[Match[str]], str]], ...] = (
    (PHONE, _phone),
    (SHORT_PHONE, _phone),
    (
        re.compile(
            rf"{_BEFORE}{_IN}(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{{4}})"
            r"(?!\d|[\w.]\d)(?: ?(?:г\.|года\b))?"
        ),
        _date,
    ),
    (
        re.compile(rf"{_BEFORE}{_IN}(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?!\w|-)"),
        _date,
    ),
    (
        re.compile(
            r"(?<!\w)(?P<before>[СсПпДдОоКкНн][аотосле]*) (?P<day>\d\d)\.(?P<month>\d\d)"
            r"(?![\w.]\d|\d| ?(?:руб|₽|%|\$|€|мин|тыс|млн))"
        ),
        _date,
    ),
    (
        re.compile(
            rf"(?:(?<!\w)(?P<since>[Сс]) )?{_IN}(?P<first>\d\d?)"
            rf"(?: (?P<until>по|до) | ?[–—-] ?)(?P<last>\d\d?) (?P<name>{_NAMES})\b"
        ),
        _days,
    ),
    (re.compile(rf"{_BEFORE}{_IN}(?P<day>\d\d?) (?P<name>{_NAMES})\b{_YEAR}"), _named_date),
    (re.compile(rf"{_BEFORE}{_IN}(?P<year>[12]\d{{3}}) (?P<word>года|году|год)\b"), _year),
    (
        re.compile(rf"(?P<since>(?<!\w)[Сс] )?{_IN}(?P<first>{_CLOCK}) ?[–—-] ?(?P<last>{_CLOCK})"),
        _times,
    ),
    (re.compile(rf"{_BEFORE}{_IN}(?P<time>{_CLOCK})"), _time),
    (re.compile(rf"{_BEFORE}(?P<sign>[$€]) ?(?P<number>{_NUMBER})"), _signed),
    (
        re.compile(
            rf"{_BEFORE}{_IN}(?P<number>{_NUMBER}) ?(?:(?P<large>тыс\.?|млн\.?|млрд\.?) ?)?"
            r"(?P<unit>руб\.|руб\b|р\.|₽|коп\.|коп\b|\$|€|%|мин\.|мин\b|сек\.|сек\b|ч\.)"
        ),
        _measure,
    ),
    (re.compile(r"№ ?(?=\d)"), lambda _: "номер "),
    (re.compile(r"\bдоб\. ?(?=\d)"), lambda _: "добавочный "),
    (re.compile(r"(?<![\w./])24/7\b"), lambda _: "двадцать четыре на семь"),
    (
        re.compile(
            rf"{_BEFORE}{_IN}(?P<number>\d{{1,6}})-(?P<suffix>ый|ой|ий|й|ая|ья|я|ое|ье|е|ого|его|го"
            r"|ому|ему|му|ую|ью|ю|ом|ем|ым|им|м|ти|и|х)(?!\w)"
        ),
        _suffixed,
    ),
    (re.compile(NUMBER.format(number=_NUMBER)), _plain),
)
