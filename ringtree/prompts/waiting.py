"""What is said of waiting: to callers how long it will be, to agents how long it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringtree.company.prompt import Language
from ringtree.prompts.numbers import MINUTE, Case, count
from ringtree.prompts.phrases import Phrase

HOUR = 60

#: The minutes that are ever told, beside "any moment now" and "more than an hour".
TOLD = (*range(1, 11), 15, 20, 25, 30, 40, 50, HOUR)


@dataclass(frozen=True, slots=True)
class EstimatedWait(Phrase):
    """The estimated wait in minutes; 0: any moment now; above an hour: more than that."""

    minutes: int

    def text(self, language: Language) -> str:
        if self.minutes == 0:
            return _ANY_MOMENT[language]
        return _WAIT[language].format(time=self._time(language))

    def _time(self, language: Language) -> str:
        if self.minutes > HOUR:
            return "больше часа" if language == "ru" else "more than an hour"
        if self.minutes in (1, HOUR):
            return _ONE[language, self.minutes]
        if language == "ru":
            return f"около {count(self.minutes, MINUTE, language, case=Case.GENITIVE)}"
        return f"about {count(self.minutes, MINUTE, language)}"


@dataclass(frozen=True, slots=True)
class Whisper(Phrase):
    """What an agent is told before a caller is connected: the queue, and the minutes waited."""

    queue: str
    minutes: int

    def text(self, language: Language) -> str:
        if self.minutes == 0:
            return _WHISPER_SOON[language].format(queue=self.queue)
        if self.minutes > HOUR:
            time = "больше часа" if language == "ru" else "more than an hour"
        else:
            time = count(self.minutes, MINUTE, language, case=Case.ACCUSATIVE)
        return _WHISPER[language].format(queue=self.queue, time=time)


def wait_phrases() -> Iterator[Phrase]:
    """Every estimate a caller may be told."""
    for minutes in (0, *TOLD, HOUR + 1):
        yield EstimatedWait(minutes)


_ANY_MOMENT: dict[Language, str] = {
    "ru": "Оператор освободится с минуты на минуту.",
    "en": "Somebody will be with you any moment now.",
}
_WAIT: dict[Language, str] = {
    "ru": "Время ожидания — {time}.",
    "en": "Your wait will be {time}.",
}
_ONE: dict[tuple[Language, int], str] = {
    ("ru", 1): "около минуты",
    ("en", 1): "about a minute",
    ("ru", HOUR): "около часа",
    ("en", HOUR): "about an hour",
}
_WHISPER: dict[Language, str] = {
    "ru": "{queue}. Клиент ждал {time}.",
    "en": "{queue}. Waited {time}.",
}
_WHISPER_SOON: dict[Language, str] = {
    "ru": "{queue}. Клиент ждал меньше минуты.",
    "en": "{queue}. Waited less than a minute.",
}
