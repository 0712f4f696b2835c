"""What people hear who forward their calls, or want to be left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringtree.company.prompt import Language
from ringtree.forwarding.rules import When
from ringtree.prompts.code_phrases import spaced
from ringtree.prompts.phrases import Phrase


@dataclass(frozen=True, slots=True)
class ForwardedTo(Phrase):
    """Calls go to another number from now on, always or in one case."""

    when: When
    target: str

    def text(self, language: Language) -> str:
        case = _CASES[language][self.when]
        if language == "ru":
            return f"{case} звонки переводятся на номер {_said(self.target)}."
        return f"{case} calls are forwarded to {_said(self.target)}."


@dataclass(frozen=True, slots=True)
class NotForwarded(Phrase):
    """Calls are forwarded no more, in one case or in any."""

    when: When | None = None

    def text(self, language: Language) -> str:
        if self.when is None:
            return _NONE[language]
        case = _CASES[language][self.when]
        if language == "ru":
            return f"{case} звонки больше не переводятся."
        return f"{case} calls are no longer forwarded."


@dataclass(frozen=True, slots=True)
class Disturbed(Phrase):
    """Whether the person is left alone."""

    may_be: bool

    def text(self, language: Language) -> str:
        return _DISTURBED[language][self.may_be]


@dataclass(frozen=True, slots=True)
class NoForwardingThere(Phrase):
    """Calls can't be forwarded to what was dialled."""

    def text(self, language: Language) -> str:
        return _IMPOSSIBLE[language]


def _said(target: str) -> str:
    """Digit by digit for a colleague; a telephone number is read as one."""
    return target if target.startswith("+") else spaced(target)


_CASES: Mapping[Language, Mapping[When, str]] = {
    "ru": {
        When.ALWAYS: "Все",
        When.BUSY: "Когда вы заняты,",
        When.NO_ANSWER: "Когда вы не отвечаете,",
        When.UNREACHABLE: "Когда ваш телефон недоступен,",
    },
    "en": {
        When.ALWAYS: "All",
        When.BUSY: "When you are busy,",
        When.NO_ANSWER: "When you do not answer,",
        When.UNREACHABLE: "When your telephone cannot be reached,",
    },
}
_NONE: Mapping[Language, str] = {
    "ru": "Переадресация отключена.",
    "en": "Your calls are no longer forwarded.",
}
_DISTURBED: Mapping[Language, Mapping[bool, str]] = {
    "ru": {
        False: "Включён режим «не беспокоить».",
        True: "Режим «не беспокоить» выключен.",
    },
    "en": {False: "Do not disturb is on.", True: "Do not disturb is off."},
}
_IMPOSSIBLE: Mapping[Language, str] = {
    "ru": "На этот номер перевести звонки нельзя.",
    "en": "Calls cannot be forwarded to this number.",
}
