"""Understand what was said: school grammar written down apart from the code that speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import cast

from ringtree.schedules.hours import Week
from ringtree.schedules.interval import DAY, WHOLE_DAY, Interval, Intervals

_SMALL = {
    "a": "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"
    " тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "g": "ноля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати"
    " тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати",
}
_TENS = {
    "a": {2: "двадцать", 3: "тридцать", 4: "сорок", 5: "пятьдесят"},
    "g": {2: "двадцати", 3: "тридцати", 4: "сорока", 5: "пятидесяти"},
}
_FEMININE = {"один": "одну", "два": "две", "одного": "одной"}


def _number(number: int, case: str, feminine: bool = False) -> str:
    small = _SMALL[case].split()
    if number < 20:
        words = [small[number]]
    else:
        words = [_TENS[case][number // 10], *([small[number % 10]] if number % 10 else [])]
    if feminine:
        words[-1] = _FEMININE.get(words[-1], words[-1])
    return " ".join(words)


def _counted(number: int, one: str, few: str, many: str) -> str:
    if 10 < number < 20:
        return many
    return one if number % 10 == 1 else few if number % 10 in (2, 3, 4) else many


def russian_time(minute: int, case: str) -> str:
    """A time of day, accusative (в …) or genitive (с …, до …)."""
    hour, rest = divmod(minute, 60)
    if rest == 0 and hour > 1:
        words = _number(hour, case)
    elif rest == 0 and hour == 1:
        words = {"a": "час", "g": "часу"}[case]
    elif rest == 0:
        words = {"a": "ноль часов", "g": "полуночи"}[case]
    elif rest >= 10 and rest % 5 == 0 and hour:
        first = {"a": "час", "g": "часа"}[case] if hour == 1 else _number(hour, case)
        words = f"{first} {_number(rest, case)}"
    elif case == "a":
        words = (
            f"{_number(hour, 'a')} {_counted(hour, 'час', 'часа', 'часов')}"
            f" {_number(rest, 'a', True)} {_counted(rest, 'минуту', 'минуты', 'минут')}"
        )
    else:
        words = (
            f"{_number(hour, 'g')} {_counted(hour, 'часа', 'часов', 'часов')}"
            f" {_number(rest, 'g', True)} {_counted(rest, 'минуты', 'минут', 'минут')}"
        )
    return f"{words} ночи" if 1 <= hour <= 3 else words


_GENITIVE = {russian_time(minute, "g"): minute for minute in range(DAY)}
_ACCUSATIVE = {russian_time(minute, "a"): minute for minute in range(DAY)}
_LUNCH = {"часу": 780, "двух": 840, "трёх": 900, "четырёх": 960}

_FROM = "понедельника вторника среды четверга пятницы субботы воскресенья".split()
_ON = "понедельник вторник среду четверг пятницу субботу воскресенье".split()
_MONTHS = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
)
_ORDINALS = (
    "первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого"
    " одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого"
    " семнадцатого восемнадцатого девятнадцатого двадцатого"
).split()
_ORDINALS += [f"двадцать {word}" for word in _ORDINALS[:9]] + ["тридцатого", "тридцать первого"]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SPAN = re.compile(
    rf"с (?P<start>{_any([*_GENITIVE, *_LUNCH])}) до (?P<end>{_any([*_GENITIVE, *_LUNCH])})"
    r"(?: утра)?(?=[,;]| и с |$)|круглосуточно"
)


def hear_russian_week(sentence: str) -> Week:
    """The week that a sentence describes."""
    first, *breaks = sentence.split("; ")
    days: list[set[int]] = [set() for _ in range(7)]
    if first != "мы не работаем":
        for weekdays, spans in _groups(first.removeprefix("мы работаем "), _SPAN):
            for day in _russian_days(weekdays):
                days[day] = _minutes(spans)
    for rest in breaks:
        ((weekdays, spans),) = _groups(re.sub(r"^(обед|перерыв) ?", "", rest), _SPAN)
        for day in _russian_days(weekdays) if weekdays else range(7):
            days[day] -= _minutes(spans)
    return cast(Week, tuple(map(_intervals, days)))


def _groups(text: str, span: re.Pattern[str]) -> list[tuple[str, list[Interval]]]:
    groups: list[tuple[str, list[Interval]]] = []
    at = 0
    for found in span.finditer(text):
        between = text[at : found.start()].strip(" ,")
        if between in ("и", "and") and groups:
            groups[-1][1].append(_interval(found))
        else:
            groups.append((between, [_interval(found)]))
        at = found.end()
    assert not text[at:].strip()
    return groups


def _interval(found: re.Match[str]) -> Interval:
    if not found["start"]:
        return WHOLE_DAY
    words: Mapping[str, int] = {**_LUNCH, **_GENITIVE, **_ENGLISH}
    start, end = words[found["start"]], words[found["end"]]
    return Interval(start, end if end > start else end + DAY)


def _russian_days(text: str) -> set[int]:
    if text == "ежедневно":
        return set(range(7))
    days: set[int] = set()

    def take(found: re.Match[str]) -> str:
        days.update(_span_of_days(_FROM.index(found[1]), _ON.index(found[2])))
        return ""

    rest = re.sub(rf"со? ({_any(_FROM)}) по ({_any(_ON)})", take, text)
    for word in re.findall(r"\w+", rest):
        if word in _ON:
            days.add(_ON.index(word))
        else:
            assert word in ("в", "во", "и"), text
    return days


def _span_of_days(first: int, last: int) -> set[int]:
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}


def _minutes(spans: list[Interval]) -> set[int]:
    return {minute for start, end in spans for minute in range(start, end)}


def _intervals(minutes: set[int]) -> Intervals:
    starts = sorted(minute for minute in minutes if minute - 1 not in minutes)
    ends = sorted(minute + 1 for minute in minutes if minute + 1 not in minutes)
    return tuple(map(Interval, starts, ends))


def hear_russian_opening(words: str, now: datetime) -> datetime:
    """The local time that "завтра, в понедельник, в девять утра" means when said `now`."""
    *days, clock = words.replace("сегодня в", "сегодня, в").split(", ")
    clock = clock.removeprefix("в ").removesuffix(" утра")
    days = [part for part in days if not part.startswith("после празд")]
    day = _russian_day(days, now.date())
    minute = _ACCUSATIVE[clock]
    return datetime.combine(day, time(minute // 60, minute % 60))


def _russian_day(parts: list[str], today: date) -> date:
    weekdays = [re.sub(r"^во? ", "", part) for part in parts if part.startswith(("в ", "во "))]
    if parts[0] == "сегодня":
        day = today
    elif parts[0] == "завтра":
        day = today + timedelta(days=1)
    elif len(parts) == 2:
        number, month = parts[1].rsplit(" ", 1)
        wanted = (_MONTHS.index(month) + 1, _ORDINALS.index(number) + 1)
        day = next(d for d in _days_after(today) if (d.month, d.day) == wanted)
    else:
        day = next(d for d in _days_after(today) if d.weekday() == _ON.index(weekdays[0]))
    assert all(_ON.index(word) == day.weekday() for word in weekdays)
    return day


def _days_after(today: date) -> Iterable[date]:
    return (today + timedelta(days=ahead) for ahead in range(1, 370))


_ENGLISH_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty"]
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def english_time(minute: int) -> str:
    """A time of day on the twelve-hour clock."""
    if minute in (0, 720):
        return "noon" if minute else "midnight"
    hour, rest = divmod(minute, 60)
    words = [_ENGLISH_SMALL[hour % 12 or 12]]
    if 0 < rest < 10:
        words.append("oh")
    if rest >= 20:
        tens = _ENGLISH_TENS[rest // 10]
        words.append(f"{tens}-{_ENGLISH_SMALL[rest % 10]}" if rest % 10 else tens)
    elif rest:
        words.append(_ENGLISH_SMALL[rest])
    return f"{' '.join(words)} {'p.m.' if hour >= 12 else 'a.m.'}"


_ENGLISH = {english_time(minute): minute for minute in range(DAY)}
_ENGLISH_SPAN = re.compile(
    rf"from (?P<start>{_any(_ENGLISH)}) to (?P<end>{_any(_ENGLISH)})|around the clock"
)


def hear_english_week(sentence: str) -> Week:
    """The week that a sentence describes."""
    first, *breaks = sentence.split("; ")
    days: list[set[int]] = [set() for _ in range(7)]
    if first != "we are closed":
        for weekdays, spans in _groups(first.removeprefix("we are open "), _ENGLISH_SPAN):
            for day in _english_days(weekdays):
                days[day] = _minutes(spans)
    for rest in breaks:
        ((weekdays, spans),) = _groups(re.sub(r"^(lunch|break) ?", "", rest), _ENGLISH_SPAN)
        for day in _english_days(weekdays) if weekdays else range(7):
            days[day] -= _minutes(spans)
    return cast(Week, tuple(map(_intervals, days)))


def _english_days(text: str) -> set[int]:
    if text == "every day":
        return set(range(7))
    days: set[int] = set()

    def take(found: re.Match[str]) -> str:
        first, last = _ENGLISH_DAYS.index(found[1]), _ENGLISH_DAYS.index(found[2])
        days.update(_span_of_days(first, last))
        return ""

    rest = re.sub(r"(\w+day) to (\w+day)", take, text)
    days.update(map(_ENGLISH_DAYS.index, re.findall(r"\w+day", rest)))
    return days
