"""What feature codes say to the people of a company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringtree.company.prompt import Language
from ringtree.prompts.phrases import Phrase


@dataclass(frozen=True, slots=True)
class OwnNumber(Phrase):
    """A person's internal number, and the number presented outside ("" for none)."""

    extension: str
    presented: str

    def text(self, language: Language) -> str:
        if language == "ru":
            outside = (
                f" При звонках в город виден номер {self.presented}." if self.presented else ""
            )
            return f"Ваш внутренний номер {spaced(self.extension)}.{outside}"
        outside = f" Calls outside show {self.presented}." if self.presented else ""
        return f"Your internal number is {spaced(self.extension)}.{outside}"


@dataclass(frozen=True, slots=True)
class Clock(Phrase):
    """The day of the week, Monday being 1, and the time of the day."""

    weekday: int
    hour: int
    minute: int

    def text(self, language: Language) -> str:
        time = f"{self.hour:02}:{self.minute:02}"
        day = _DAYS[language][self.weekday - 1]
        return f"Сегодня {day}, {time}." if language == "ru" else f"It is {day}, {time}."


_DAYS: Mapping[Language, Sequence[str]] = {
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def spaced(digits: str) -> str:
    """Digit by digit: an internal number is not a quantity."""
    return " ".join(digits)
