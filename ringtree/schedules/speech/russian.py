"""Hours in Russian, as a receptionist would say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from num2words import num2words

from ringtree.schedules.interval import DAY, WHOLE_DAY, Interval, Intervals
from ringtree.schedules.speech.ahead import Ahead, Change, Opening, Why
from ringtree.schedules.speech.shape import Break, Days, Shape, runs

_NIGHT = range(1, 4)  # hours that are said with "ночи", or they would be taken for the afternoon
_MORNING = range(4, 12)
_FROM = (
    "с понедельника",
    "со вторника",
    "со среды",
    "с четверга",
    "с пятницы",
    "с субботы",
    "с воскресенья",
)
_DAYS = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
#: Lunch is told on the twelve-hour clock: "с часу до двух".
_LUNCH_HOURS = {
    12 * 60: "двенадцати",
    13 * 60: "часу",
    14 * 60: "двух",
    15 * 60: "трёх",
    16 * 60: "четырёх",
}
CLOSED = "не работаем"

_WHY = {
    Why.OPEN: "сейчас мы работаем",
    Why.OVERRIDE: "сейчас мы не работаем",
    Why.EXCEPTION: "сегодня мы не работаем",
    Why.HOLIDAY: "сегодня праздничный день",
    Why.DAY_OFF: "сегодня выходной день",
    Why.BEFORE: "мы ещё не открылись",
    Why.BREAK: "сейчас перерыв",
    Why.AFTER: "рабочий день уже закончился",
    Why.AFTER_SHORT_DAY: "сегодня короткий день, и он уже закончился",
}


def at(minute: int, *, part: bool = False) -> str:
    """When: "в девять тридцать"; with `part` of the day "в девять тридцать утра"."""
    return f"в {_time(minute % DAY, 'a')}{_part_of_day(minute, part)}"


def since(minute: int) -> str:
    """From when: "с девяти", "с полуночи", "с двух ночи"."""
    words = "полуночи" if minute % DAY == 0 else _time(minute % DAY, "g")
    return f"с {words}{_part_of_day(minute, False)}"


def until(minute: int) -> str:
    """Until when; past midnight with the part of the day: "до шести утра"."""
    words = "полуночи" if minute % DAY == 0 else _time(minute % DAY, "g")
    return f"до {words}{_part_of_day(minute, minute > DAY)}"


def span(interval: Interval) -> str:
    """From when until when."""
    if interval == WHOLE_DAY:
        return "круглосуточно"
    return f"{since(interval.start)} {until(interval.end)}"


def spans(intervals: Intervals) -> str:
    """Several intervals of a day; none: closed."""
    return " и ".join(map(span, intervals)) if intervals else CLOSED


def days(weekdays: Days) -> str:
    """On which weekdays: "с понедельника по пятницу и в воскресенье", "ежедневно"."""
    if len(weekdays) == 7:
        return "ежедневно"
    parts = [f"{_FROM[run[0]]} по {_DAYS[run[-1]]}" for run in runs(weekdays) if len(run) > 2]
    single = sorted(day for run in runs(weekdays) if len(run) < 3 for day in run)
    if single:
        parts.append(f"{_in(single[0])} {_listed([_DAYS[day] for day in single])}")
    return (" и " if len(single) < 2 else ", ").join(parts)


def week(said: Shape) -> str:
    """The week: "мы работаем с понедельника по пятницу с девяти до восемнадцати; обед …"."""
    if not said.groups:
        return f"мы {CLOSED}"
    groups = ", ".join(f"{days(group.days)} {spans(group.spans)}" for group in said.groups)
    return "; ".join([f"мы работаем {groups}", *map(_break, said.breaks)])


def _break(rest: Break) -> str:
    name = "обед" if rest.is_lunch else "перерыв"
    when = "" if rest.everywhere else f" {days(rest.days)}"
    start, end = rest.gap
    if start in _LUNCH_HOURS and end in _LUNCH_HOURS:
        return f"{name}{when} с {_LUNCH_HOURS[start]} до {_LUNCH_HOURS[end]}"
    return f"{name}{when} {span(rest.gap)}"


def opening(found: Opening) -> str:
    """When we open: "завтра, в понедельник, в девять утра"; without the verb."""
    holidays = "после праздника" if found.holidays == 1 else "после праздников"
    if not found.certain:
        return holidays
    day = found.local.date()
    weekday = f"{_in(day.weekday())} {_DAYS[day.weekday()]}"
    if found.dated:
        after = f"{holidays}, " if found.holidays else ""
        return f"{after}{weekday}, {_date(found)}, {at(found.minute)}"
    time = at(found.minute, part=True)
    if found.days == 0:
        return f"сегодня {time}"
    return f"{'завтра, ' if found.days == 1 else ''}{weekday}, {time}"


def will_open(found: Opening) -> str:
    """The same as a statement: "откроемся завтра, …"."""
    return f"откроемся {opening(found)}"


def why(reason: Why) -> str:
    """Why nobody answers."""
    return _WHY[reason]


def today(intervals: Intervals) -> str:
    """Today's hours."""
    return f"сегодня мы работаем {spans(intervals)}" if intervals else f"сегодня мы {CLOSED}"


def changes(found: Ahead) -> str:
    """The coming days that are not as usual, or nothing."""
    return "; ".join(f"{_when(change, found.first)} {_hours(change)}" for change in found.changes)


def _hours(change: Change) -> str:
    return "работаем " + spans(change.intervals) if change.intervals else CLOSED


def _when(change: Change, now: date) -> str:
    if change.first == change.last:
        ahead = (change.first - now).days
        day = change.first
        named = f"{_in(day.weekday())} {_DAYS[day.weekday()]}, {day_of_month(day, 'g')}"
        return ("сегодня", f"завтра, {named},")[ahead] if ahead < 2 else f"{named},"
    last = f"по {day_of_month(change.last, 'n')} включительно"
    if change.first == now:
        return f"с сегодняшнего дня {last}"
    first = day_of_month(change.first, "g")
    return f"{'со' if change.first.day == 2 else 'с'} {first} {last}"


def _date(found: Opening) -> str:
    day = day_of_month(found.local.date(), "g")
    if found.days < 300:
        return day
    year = num2words(found.local.year, lang="ru", to="ordinal", case="g")
    return f"{day} {year} года"


@lru_cache(maxsize=1024)
def day_of_month(day: date, case: str) -> str:
    """A date: genitive "одиннадцатого января", nominative "одиннадцатое января"."""
    number = num2words(day.day, lang="ru", to="ordinal", gender="n", case=case, animate=False)
    return f"{number} {_MONTHS[day.month - 1]}"


@lru_cache(maxsize=4096)
def _time(minute: int, case: str) -> str:
    """A time of day, accusative or genitive, in the shortest form that is good Russian.

    Whole hours and multiples of five minutes are said bare: "девять", "девять тридцать". Others
    take their nouns, because "девять двадцать одну" is no Russian: "девять часов двадцать одну
    минуту".
    """
    hour, rest = divmod(minute, 60)
    if rest == 0 and hour:
        return {"a": "час", "g": "часу"}[case] if hour == 1 else _number(hour, case, "m")
    if rest >= 10 and rest % 5 == 0 and hour:
        words = {"a": "час", "g": "часа"}[case] if hour == 1 else _number(hour, case, "m")
        return f"{words} {_number(rest, case, 'f')}"
    hours = f"{_number(hour, case, 'm')} {_noun(hour, case, ('час', 'часа', 'часов', 'часа'))}"
    if rest == 0:
        return hours
    forms = ("минуту", "минуты", "минут", "минуты")
    return f"{hours} {_number(rest, case, 'f')} {_noun(rest, case, forms)}"


def _noun(number: int, case: str, forms: tuple[str, str, str, str]) -> str:
    """The form of one, two and five in the accusative, and of one in the genitive."""
    one, few, many, genitive = forms
    teen, last = number % 100 // 10 == 1, number % 10
    if last == 1 and not teen:
        return one if case == "a" else genitive
    return few if case == "a" and 2 <= last <= 4 and not teen else many


def _number(number: int, case: str, gender: str) -> str:
    return str(num2words(number, lang="ru", case=case, gender=gender, animate=False))


def _part_of_day(minute: int, morning: bool) -> str:
    hour = minute % DAY // 60
    if hour in _NIGHT:
        return " ночи"
    return " утра" if morning and hour in _MORNING else ""


def _in(day: int) -> str:
    return "во" if day == 1 else "в"


def _listed(words: Sequence[str]) -> str:
    return " и ".join(filter(None, (", ".join(words[:-1]), words[-1])))
