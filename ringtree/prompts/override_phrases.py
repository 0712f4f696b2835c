"""What is asked of a person who overrides a schedule by telephone."""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.company.prompt import Language
from ringtree.prompts.phrases import Phrase, Saying


@dataclass(frozen=True, slots=True)
class AskSchedule(Phrase):
    """Which of several schedules, by their names, from key 1 on."""

    names: tuple[str, ...]

    def text(self, language: Language) -> str:
        pattern = "{}: нажмите {}." if language == "ru" else "For {}, press {}."
        which = "Какое расписание?" if language == "ru" else "Which schedule?"
        return " ".join((which, *_keyed(pattern, self.names, 1)))


@dataclass(frozen=True, slots=True)
class AskState(Phrase):
    """Open, closed, the rules again, or one of the exceptions, from key 3 on."""

    exceptions: tuple[str, ...]

    def text(self, language: Language) -> str:
        if language == "ru":
            first = (
                "Чтобы открыть, нажмите 1. Чтобы закрыть, нажмите 2."
                " Чтобы вернуться к расписанию, нажмите 0."
            )
            pattern = "Исключение {}: нажмите {}."
        else:
            first = "To open, press 1. To close, press 2. To go back to the schedule, press 0."
            pattern = "For the exception {}, press {}."
        return " ".join((first, *_keyed(pattern, self.exceptions, 3)))


def _keyed(pattern: str, names: tuple[str, ...], first: int) -> tuple[str, ...]:
    return tuple(pattern.format(name, key) for key, name in enumerate(names, first))


ASK_UNTIL = Saying(
    ru="До следующего изменения по расписанию: нажмите 1. До отмены: нажмите 2."
    " До определённого времени: нажмите 3.",
    en="Until the schedule next changes, press 1. Until revoked, press 2. Until a certain time,"
    " press 3.",
)
ASK_TIME = Saying(
    ru="Введите время четырьмя цифрами: часы и минуты.",
    en="Please enter the time as four digits, hours and minutes.",
)
RULES_AGAIN = Saying(ru="Снова действует расписание.", en="The schedule applies again.")
NOTHING_CHANGED = Saying(ru="Ничего не изменено.", en="Nothing has been changed.")
NO_SCHEDULE = Saying(
    ru="У вашей компании нет расписания.", en="Your company does not have a schedule."
)
