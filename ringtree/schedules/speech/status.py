"""What a schedule is at a moment, in whole sentences: for who has just set it, or looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ringtree.schedules.hours import Hours
from ringtree.schedules.override import Override
from ringtree.schedules.speech.say import Language, say_moment, say_when
from ringtree.schedules.state import next_closing, override_end, state

_STATES: Mapping[Language, Mapping[bool, str]] = {
    "ru": {True: "Сейчас открыто.", False: "Сейчас закрыто."},
    "en": {True: "It is open now.", False: "It is closed now."},
}
_EXCEPTION: Mapping[Language, str] = {
    "ru": "Действует исключение: {}.",
    "en": "The exception {} is in force.",
}
_CHANGES: Mapping[Language, Mapping[bool, str]] = {
    "ru": {True: "Закроется {}", False: "Откроется {}"},
    "en": {True: "It closes {}", False: "It opens {}"},
}
_RULES_AGAIN: Mapping[Language, str] = {
    "ru": "Расписание снова начнёт действовать {}",
    "en": "The schedule takes over again {}",
}
_UNTIL_REVOKED: Mapping[Language, str] = {
    "ru": "Так будет, пока вы это не отмените.",
    "en": "It stays so until you revoke it.",
}


def say_status(
    hours: Hours, instant: datetime, language: Language, override: Override | None = None
) -> str:
    """Open or closed, the exception that rules, and what changes when.

    "Сейчас закрыто. Расписание снова начнёт действовать завтра, во вторник, в девять утра."
    """
    now = state(hours, instant, override)
    parts = [_STATES[language][now.is_open]]
    if now.exception is not None:
        parts.append(_EXCEPTION[language].format(now.exception))
    if now.override is not None:
        parts.append(_ending(hours, instant, now.override, language))
    elif when := _turn(hours, instant, language, is_open=now.is_open):
        parts.append(sentence(_CHANGES[language][now.is_open].format(when)))
    return " ".join(parts)


def sentence(words: str) -> str:
    """With a capital and a full stop; "at six p.m." has one already."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"


def _ending(hours: Hours, instant: datetime, override: Override, language: Language) -> str:
    ends = override_end(hours, override)
    if ends is None:
        return _UNTIL_REVOKED[language]
    return sentence(_RULES_AGAIN[language].format(say_moment(hours, instant, ends, language)))


def _turn(hours: Hours, instant: datetime, language: Language, *, is_open: bool) -> str:
    """When the rules next close or open; "" for never."""
    if not is_open:
        return say_when(hours, instant, language)
    closing = next_closing(hours, instant)
    return say_moment(hours, instant, closing, language) if closing else ""
