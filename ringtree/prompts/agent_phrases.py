"""What feature codes tell the people who serve queues."""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.company.prompt import Language
from ringtree.prompts.numbers import MINUTE, Case, count
from ringtree.prompts.phrases import Phrase


@dataclass(frozen=True, slots=True)
class NowReady(Phrase):
    """A person takes callers from now on; `queues` are the titles of the queues it is for."""

    queues: tuple[str, ...] = ()

    def text(self, language: Language) -> str:
        where = ", ".join(self.queues)
        if language == "ru":
            return f"Вы готовы принимать звонки: {where}." if where else "Вы готовы."
        return f"You are ready for calls: {where}." if where else "You are ready."


@dataclass(frozen=True, slots=True)
class NowNotReady(Phrase):
    """A person takes a break; `reason` is its title, "" for none."""

    reason: str = ""

    def text(self, language: Language) -> str:
        if language == "ru":
            return f"Вы не готовы: {self.reason}." if self.reason else "Вы не готовы."
        return f"You are not ready: {self.reason}." if self.reason else "You are not ready."


@dataclass(frozen=True, slots=True)
class NowLoggedOut(Phrase):
    """A person takes no callers until ready again."""

    def text(self, language: Language) -> str:
        return "Вы вышли из очередей." if language == "ru" else "You are logged out."


@dataclass(frozen=True, slots=True)
class AskReason(Phrase):
    """The reasons that can be given by digits: pairs of digits and title."""

    reasons: tuple[tuple[str, str], ...]

    def text(self, language: Language) -> str:
        if language == "ru":
            offered = ". ".join(f"{title}: {digits}" for digits, title in self.reasons)
            return f"Выберите причину. {offered}."
        offered = ". ".join(f"{title}: {digits}" for digits, title in self.reasons)
        return f"Choose a reason. {offered}."


@dataclass(frozen=True, slots=True)
class NoSuchReason(Phrase):
    """The digits are no reason's."""

    def text(self, language: Language) -> str:
        if language == "ru":
            return "Такой причины нет. Ничего не изменилось."
        return "There is no such reason. Nothing has changed."


@dataclass(frozen=True, slots=True)
class WrapUpEnded(Phrase):
    """The time to write is over."""

    def text(self, language: Language) -> str:
        return "Пост-обработка завершена." if language == "ru" else "Wrap-up is over."


@dataclass(frozen=True, slots=True)
class WrapUpExtended(Phrase):
    """So many minutes more to write."""

    minutes: int

    def text(self, language: Language) -> str:
        time = count(self.minutes, MINUTE, language, case=Case.ACCUSATIVE)
        if language == "ru":
            return f"Пост-обработка продлена на {time}."
        return f"Wrap-up is longer by {time}."


@dataclass(frozen=True, slots=True)
class NoWrapUp(Phrase):
    """There is no time to write that could be changed."""

    def text(self, language: Language) -> str:
        return "Пост-обработки сейчас нет." if language == "ru" else "There is no wrap-up."
