"""What the demonstration says, in the languages it says it in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from ringtree.demo.listener import NotHeard, Overheard
from ringtree.demo.listening import SILENCE_LEVEL, Tone

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
    MOMENT = "moment"
    BEEP = "beep"
    SPOKEN = "spoken"
    ENDED = "ended"
    MESSAGE_RECORD = "message record"
    EXPECTED = "expected"
    SUCCESS = "success"
    FAILURE = "failure"


_TEXTS: Mapping[Line, Mapping[Language, str]] = {
    Line.REGISTERED: {
        "ru": "телефоны зарегистрированы: {phones}",
        "en": "phones registered: {phones}",
    },
    Line.COLLEAGUES_TALK: {
        "ru": "{one} и {other} разговаривают между собой: {one} слышит {heard_by_low}, "
        "{other} слышит {heard_by_high}",
        "en": "{one} and {other} are talking to each other: {one} hears {heard_by_low}, "
        "{other} hears {heard_by_high}",
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
        "ru": "слышат друг друга: {agent} слышит {heard_by_high}, звонящий слышит {heard_by_low}",
        "en": "they hear each other: {agent} hears {heard_by_high}, "
        "the caller hears {heard_by_low}",
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
    Line.MOMENT: {
        "ru": "для сервера сейчас {moment}",
        "en": "for the server it is {moment}",
    },
    Line.BEEP: {
        "ru": "звонящий слышит сигнал (сходство {correlation:.2f}) и говорит",
        "en": "the caller hears the tone (correlation {correlation:.2f}) and speaks",
    },
    Line.SPOKEN: {
        "ru": "звонящий говорил {seconds:.1f} с и нажал «#»",
        "en": "the caller spoke for {seconds:.1f} s and pressed “#”",
    },
    Line.ENDED: {"ru": "сервер завершает звонок", "en": "the server ends the call"},
    Line.MESSAGE_RECORD: {
        "ru": "запись о звонке: исход {outcome}, сообщение длиной {seconds:.1f} с",
        "en": "the record: outcome {outcome}, a message of {seconds:.1f} s",
    },
    Line.EXPECTED: {
        "ru": "НЕ ТАК: ожидалось: {expected}; на деле: {actual}",
        "en": "WRONG: expected: {expected}; in fact: {actual}",
    },
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

    PHONES_START = "phones start"
    REGISTERED = "registered"
    COLLEAGUES_CONNECT = "colleagues connect"
    NUMBER_ANSWERS = "number answers"
    CALL_STAYS = "call stays"
    COLLEAGUE_RELEASED = "colleague released"
    AGENT_RUNG = "agent rung"
    AGENT_CONNECTED = "agent connected"
    AGENT_RELEASED = "agent released"
    COLLEAGUES_HEAR = "colleagues hear"
    PROMPT = "prompt"
    MUSIC = "music"
    NOBODY_RUNG = "nobody rung"
    OTHERS_QUIET = "others quiet"
    HEAR_EACH_OTHER = "hear each other"
    BEEP = "beep"
    ENDED = "ended"
    MESSAGE_LENGTH = "message length"
    RECORD_EXISTS = "record exists"
    RECORD_FIELD = "record field"


_EXPECTATIONS: Mapping[Expectation, Mapping[Language, str]] = {
    Expectation.PHONES_START: {"ru": "телефоны запускаются", "en": "the telephones start"},
    Expectation.REGISTERED: {
        "ru": "телефон {phone} регистрируется",
        "en": "the telephone {phone} registers",
    },
    Expectation.COLLEAGUES_CONNECT: {
        "ru": "{one} дозванивается до {other}",
        "en": "{one} gets through to {other}",
    },
    Expectation.NUMBER_ANSWERS: {
        "ru": "номер {number} отвечает",
        "en": "the number {number} answers",
    },
    Expectation.CALL_STAYS: {
        "ru": "звонок продолжается",
        "en": "the call goes on",
    },
    Expectation.COLLEAGUE_RELEASED: {
        "ru": "телефон {other} освобождается, когда {one} кладёт трубку",
        "en": "{other} is released when {one} hangs up",
    },
    Expectation.AGENT_RUNG: {
        "ru": "звонит телефон {one} или {other}",
        "en": "{one} or {other} is rung",
    },
    Expectation.AGENT_CONNECTED: {
        "ru": "{agent} соединяется со звонящим",
        "en": "{agent} is connected with the caller",
    },
    Expectation.AGENT_RELEASED: {
        "ru": "телефон {agent} освобождается, когда звонящий кладёт трубку",
        "en": "{agent} is released when the caller hangs up",
    },
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
    Expectation.BEEP: {"ru": "звонящий слышит сигнал", "en": "the caller hears the tone"},
    Expectation.ENDED: {"ru": "сервер завершает звонок", "en": "the server ends the call"},
    Expectation.MESSAGE_LENGTH: {
        "ru": "сообщение длиной {value} с",
        "en": "a message of {value} s",
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


def not_heard(failure: NotHeard, language: Language) -> str:
    """What came instead of a sound that was waited for."""
    instead = overheard_words(failure.instead, language)
    if language == "ru":
        return (
            f"за {failure.limit:g} с не услышано (лучшее сходство {failure.best:.2f}), "
            f"слышно: {instead}"
        )
    return f"not heard in {failure.limit:g} s (best likeness {failure.best:.2f}), but {instead}"


def overheard_words(overheard: Overheard, language: Language) -> str:
    """What was in the air."""
    if overheard.tone is not None:
        return tone_words(overheard.tone, language)
    if overheard.level is None:
        return "ничего: нет ни одного пакета" if language == "ru" else "nothing, not one packet"
    if overheard.level < SILENCE_LEVEL:
        return "тишина" if language == "ru" else "silence"
    other = "другой звук, {:.0f} дБ" if language == "ru" else "another sound, {:.0f} dB"
    return other.format(overheard.level)


def tone_words(tone: Tone, language: Language) -> str:
    """A tone as it was measured."""
    hertz, decibel, purity = ("Гц", "дБ", "чистота") if language == "ru" else ("Hz", "dB", "purity")
    if not tone.purity:
        return "тишину" if language == "ru" else "silence"
    return f"{tone.hz:.0f} {hertz} ({tone.level:.0f} {decibel}, {purity} {tone.purity:.2f})"
