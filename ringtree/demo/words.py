"""What the demonstration says, in the languages it says it in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

Language = Literal["ru", "en"]


class Line(StrEnum):
    """The lines of a demonstration; their fields are named in the texts."""

    REGISTERED = "registered"
    COLLEAGUES_TALK = "colleagues talk"
    DIALLED = "dialled"
    GREETING = "greeting"
    PRESSED = "pressed"
    PLACE = "place"
    MUSIC = "music"
    NOBODY_RUNG = "nobody rung"
    COLLEAGUES_DONE = "colleagues done"
    RUNG = "rung"
    WHY = "why"
    ANSWERED = "answered"
    HEARD_EACH_OTHER = "heard each other"
    HUNG_UP = "hung up"
    RECORD = "record"
    WAY = "way"
    EXPECTED = "expected"
    STOPPED = "stopped"
    SUCCESS = "success"
    FAILURE = "failure"


_TEXTS: Mapping[Line, Mapping[Language, str]] = {
    Line.REGISTERED: {
        "ru": "телефоны зарегистрированы: {phones}",
        "en": "phones registered: {phones}",
    },
    Line.COLLEAGUES_TALK: {
        "ru": "{one} и {other} разговаривают между собой: {one} слышит {heard_by_one}, "
        "{other} слышит {heard_by_other}",
        "en": "{one} and {other} are talking to each other: {one} hears {heard_by_one}, "
        "{other} hears {heard_by_other}",
    },
    Line.DIALLED: {
        "ru": "{caller} набирает номер {number} ({company}): ответ через {seconds:.1f} с",
        "en": "{caller} dials {number} ({company}): answered after {seconds:.1f} s",
    },
    Line.GREETING: {
        "ru": "звонящий слышит: «{text}» (сходство {correlation:.2f}, {seconds:.1f} с)",
        "en": "the caller hears: “{text}” (correlation {correlation:.2f}, {seconds:.1f} s)",
    },
    Line.PRESSED: {"ru": "нажата клавиша «{key}»", "en": "pressed “{key}”"},
    Line.PLACE: {
        "ru": "место в очереди: «{text}» (сходство {correlation:.2f})",
        "en": "place in the queue: “{text}” (correlation {correlation:.2f})",
    },
    Line.MUSIC: {
        "ru": "звонящий слышит музыку (сходство {correlation:.2f})",
        "en": "the caller hears the music (correlation {correlation:.2f})",
    },
    Line.NOBODY_RUNG: {
        "ru": "пока {one} и {other} заняты, очередь никому не звонит",
        "en": "while {one} and {other} are busy the queue rings nobody",
    },
    Line.COLLEAGUES_DONE: {
        "ru": "{one} и {other} закончили разговор",
        "en": "{one} and {other} have hung up",
    },
    Line.RUNG: {
        "ru": "звонит телефон {agent}, через {seconds:.1f} с после освобождения",
        "en": "{agent} is rung, {seconds:.1f} s after becoming free",
    },
    Line.WHY: {"ru": "почему {agent}: {why}", "en": "why {agent}: {why}"},
    Line.ANSWERED: {"ru": "{agent} отвечает", "en": "{agent} answers"},
    Line.HEARD_EACH_OTHER: {
        "ru": "слышат друг друга: {agent} слышит {heard_by_agent}, "
        "звонящий слышит {heard_by_caller}",
        "en": "they hear each other: {agent} hears {heard_by_agent}, "
        "the caller hears {heard_by_caller}",
    },
    Line.HUNG_UP: {
        "ru": "звонящий кладёт трубку; {agent} свободен через {seconds:.2f} с",
        "en": "the caller hangs up; {agent} is released after {seconds:.2f} s",
    },
    Line.RECORD: {
        "ru": "запись о звонке: исход {outcome}, ответил {answered_by}, ожидание {waiting:.1f} с, "
        "разговор {talking:.1f} с",
        "en": "the record: outcome {outcome}, answered by {answered_by}, waited {waiting:.1f} s, "
        "talked {talking:.1f} s",
    },
    Line.WAY: {"ru": "путь по дереву: {way}", "en": "way through the tree: {way}"},
    Line.EXPECTED: {
        "ru": "НЕ ТАК: ожидалось: {expected}; на деле: {actual}",
        "en": "WRONG: expected: {expected}; in fact: {actual}",
    },
    Line.STOPPED: {"ru": "показ прерван: {why}", "en": "the demonstration broke off: {why}"},
    Line.SUCCESS: {
        "ru": "показ удался: все ожидания ({count}) подтверждены измерением",
        "en": "the demonstration succeeded: all {count} expectations were measured",
    },
    Line.FAILURE: {
        "ru": "показ не удался: не подтвердилось ожиданий: {count}",
        "en": "the demonstration failed: {count} expectations were not met",
    },
}


class Expectation(StrEnum):
    """What is expected, for the sentence of a failure."""

    COLLEAGUES_HEAR = "colleagues hear"
    PROMPT = "prompt"
    MUSIC = "music"
    NOBODY_RUNG = "nobody rung"
    OTHERS_QUIET = "others quiet"
    HEAR_EACH_OTHER = "hear each other"
    RECORD_EXISTS = "record exists"
    RECORD_FIELD = "record field"


_EXPECTATIONS: Mapping[Expectation, Mapping[Language, str]] = {
    Expectation.COLLEAGUES_HEAR: {
        "ru": "{one} слышит 1000 Гц, {other} слышит 440 Гц",
        "en": "{one} hears 1000 Hz, {other} hears 440 Hz",
    },
    Expectation.PROMPT: {
        "ru": "звонящий слышит «{text}»",
        "en": "the caller hears “{text}”",
    },
    Expectation.MUSIC: {"ru": "звонящий слышит музыку", "en": "the caller hears the music"},
    Expectation.NOBODY_RUNG: {
        "ru": "очередь не звонит никому, пока все заняты",
        "en": "the queue rings nobody while all are busy",
    },
    Expectation.OTHERS_QUIET: {
        "ru": "кроме {agent} не звонит никто",
        "en": "nobody but {agent} is rung",
    },
    Expectation.HEAR_EACH_OTHER: {
        "ru": "{agent} слышит 440 Гц, звонящий слышит 1000 Гц",
        "en": "{agent} hears 440 Hz, the caller hears 1000 Hz",
    },
    Expectation.RECORD_EXISTS: {
        "ru": "о звонке есть запись",
        "en": "there is a record of the call",
    },
    Expectation.RECORD_FIELD: {
        "ru": "в записи {field} = {value}",
        "en": "the record has {field} = {value}",
    },
}


def line(name: Line, language: Language, **fields: object) -> str:
    """One line of the demonstration."""
    return _TEXTS[name][language].format(**fields)


def expectation(name: Expectation, language: Language, **fields: object) -> str:
    """What was expected, as part of a sentence."""
    return _EXPECTATIONS[name][language].format(**fields)
