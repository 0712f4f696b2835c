"""Why something can't be done with a mailbox."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class NoSound(ApiProblem):
    """The recording is not there, or under another key."""

    status = 404
    name = "no-sound"
    title: ClassVar[Words] = {"ru": "Записи нет", "en": "No recording"}
    detail: ClassVar[Words] = {
        "ru": "Запись этого сообщения нельзя прочитать.",
        "en": "The recording of this message can't be read.",
    }


class Full(ApiProblem):
    """There is no room for another message."""

    status = 409
    name = "mailbox-full"
    title: ClassVar[Words] = {"ru": "Почтовый ящик заполнен", "en": "Mailbox full"}
    detail: ClassVar[Words] = {
        "ru": "В почтовом ящике «{mailbox}» нет места.",
        "en": "There is no room in the mailbox “{mailbox}”.",
    }


class GuessablePin(ApiProblem):
    """A PIN that is tried first."""

    status = 422
    name = "guessable-pin"
    title: ClassVar[Words] = {"ru": "Пин-код легко угадать", "en": "Guessable PIN"}
    detail: ClassVar[Words] = {
        "ru": "В пин-коде от четырёх до двенадцати цифр; он не должен быть частью номера, рядом"
        " (1234), повторением или годом.",
        "en": "A PIN has four to twelve digits, and is no part of a number, no row (1234), no"
        " repetition and no year.",
    }


class BadGreeting(ApiProblem):
    """What was uploaded is no recording."""

    status = 422
    name = "bad-greeting"
    title: ClassVar[Words] = {"ru": "Не звукозапись", "en": "No recording"}
    detail: ClassVar[Words] = {
        "ru": "Файл нельзя прочитать как звукозапись: {why}.",
        "en": "The file can't be read as a recording: {why}.",
    }
