"""What the rest of the program asks the hours to say. Sentences without capital and full stop.

Every function is pure and takes the language last. What is said agrees with `schedules.state`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol

from ringtree.schedules.hours import Hours
from ringtree.schedules.interval import Intervals
from ringtree.schedules.override import Override
from ringtree.schedules.speech import english, russian
from ringtree.schedules.speech.ahead import Ahead, Opening, Why, ahead, moment, opening, why
from ringtree.schedules.speech.shape import Shape, shape

Language = Literal["ru", "en"]


class Tongue(Protocol):
    """What a language is: a module with these functions."""

    def week(self, said: Shape) -> str: ...
    def today(self, intervals: Intervals) -> str: ...
    def changes(self, found: Ahead) -> str: ...
    def opening(self, found: Opening) -> str: ...
    def will_open(self, found: Opening) -> str: ...
    def why(self, reason: Why) -> str: ...


_TONGUES: dict[Language, Tongue] = {"ru": russian, "en": english}


def say_week(hours: Hours, language: Language) -> str:
    """The weekly hours: "мы работаем с понедельника по пятницу с девяти до восемнадцати"."""
    return _TONGUES[language].week(shape(hours.weekly))


def say_today(hours: Hours, instant: datetime, language: Language) -> str:
    """The hours of the local date: "сегодня мы работаем с девяти до семнадцати"."""
    plan = hours.plan(hours.local(instant).date())
    return _TONGUES[language].today(plan.intervals)


def say_changes(hours: Hours, instant: datetime, language: Language) -> str:
    """What differs from the weekly hours in the coming week; "" if nothing does."""
    return _TONGUES[language].changes(ahead(hours, instant))


def say_hours(hours: Hours, instant: datetime, language: Language) -> str:
    """The weekly hours; and, as a second sentence, what differs from them in the coming week."""
    changes = say_changes(hours, instant, language)
    second = f". {changes[:1].upper()}{changes[1:]}" if changes else ""
    return say_week(hours, language) + second


def say_opening(
    hours: Hours, instant: datetime, language: Language, override: Override | None = None
) -> str:
    """The next opening: "откроемся завтра, в понедельник, в девять утра"; "" if none is known."""
    found = opening(hours, instant, override)
    return _TONGUES[language].will_open(found) if found else ""


def say_when(
    hours: Hours, instant: datetime, language: Language, override: Override | None = None
) -> str:
    """The same without the verb, to go into a sentence: "завтра, в понедельник, в девять утра"."""
    found = opening(hours, instant, override)
    return _TONGUES[language].opening(found) if found else ""


def say_moment(hours: Hours, instant: datetime, at: datetime, language: Language) -> str:
    """A later moment: "сегодня в восемнадцать", "завтра, в понедельник, в девять утра"."""
    return _TONGUES[language].opening(moment(hours, instant, at))


def say_why(
    hours: Hours, instant: datetime, language: Language, override: Override | None = None
) -> str:
    """Why nobody answers: "сегодня праздничный день"."""
    return _TONGUES[language].why(why(hours, instant, override))
