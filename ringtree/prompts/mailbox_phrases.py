"""What mailboxes say that depends on whose they are and what lies in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ringtree.company.prompt import Language
from ringtree.prompts.mailbox_sayings import MAILBOX_SAYINGS
from ringtree.prompts.numbers import Gender, Noun, cardinal, ordinal, plural_ru
from ringtree.prompts.phrases import Phrase

MESSAGE = Noun(
    Gender.NEUTER,
    "сообщение",
    "сообщения",
    "сообщений",
    "сообщения",
    "сообщение",
    ("message", "messages"),
)


@dataclass(frozen=True, slots=True)
class MailboxGreeting(Phrase):
    """Whom the caller has reached, and why nobody answers.

    The title stands in the nominative and governs nothing: it may be a woman's name, a man's, or
    a plural.
    """

    title: str
    is_person: bool
    is_busy: bool

    def text(self, language: Language) -> str:
        if self.is_person:
            return f"{self.title} {_PERSON[language][self.is_busy]}"
        return f"{_REACHED[language]} {self.title}. {_NOBODY[language][self.is_busy]}"


_PERSON: Mapping[Language, tuple[str, str]] = {
    "ru": (
        "сейчас не может подойти к телефону.",
        "сейчас разговаривает по телефону.",
    ),
    "en": ("cannot come to the phone right now.", "is on another call right now."),
}
_REACHED: Mapping[Language, str] = {"ru": "Вы позвонили:", "en": "You have reached:"}
_NOBODY: Mapping[Language, tuple[str, str]] = {
    "ru": ("Сейчас никто не может ответить на ваш звонок.", "Сейчас все сотрудники заняты."),
    "en": ("Nobody can take your call right now.", "Everybody is busy right now."),
}


@dataclass(frozen=True, slots=True)
class AfterName(Phrase):
    """What follows a name that its owner has spoken."""

    is_busy: bool

    def text(self, language: Language) -> str:
        words = _PERSON[language][self.is_busy]
        return words[0].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class MailboxCounts(Phrase):
    """How many messages there are; `urgent` of the new ones are urgent."""

    new: int
    old: int
    urgent: int

    def text(self, language: Language) -> str:
        if language == "ru":
            return self._russian()
        if not self.new and not self.old:
            return "You have no messages."
        parts = [f"{_many(self.new)} new {_messages(self.new)}"] if self.new else []
        parts += [f"{_many(self.old)} old {_messages(self.old)}"] if self.old else []
        urgent = ""
        if self.urgent:
            verb = "is" if self.urgent == 1 else "are"
            urgent = f" {_capital(cardinal(self.urgent, 'en'))} of the new ones {verb} urgent."
            if self.urgent == self.new == 1:
                urgent = " The new one is urgent." if self.old else " It is urgent."
        return f"You have {' and '.join(parts)}.{urgent}"

    def _russian(self) -> str:
        if not self.new and not self.old:
            return "У вас нет сообщений."
        if not self.new:
            return f"Новых сообщений нет. У вас {_old(self.old)}."
        more = f" и {_old(self.old, noun=False)}" if self.old else ""
        urgent = ""
        if self.urgent:
            adjective = plural_ru(self.urgent, "срочное", "срочных", "срочных")
            urgent = f" Из них {_neuter(self.urgent)} {adjective}."
            if self.urgent == self.new == 1:
                urgent = " Оно срочное."
        if self.old and urgent:
            urgent = urgent.replace("Из них", "Из новых").replace("Оно срочное", "Новое — срочное")
        return f"У вас {_new(self.new)}{more}.{urgent}"


def _many(number: int) -> str:
    return cardinal(number, "en")


def _messages(number: int) -> str:
    return MESSAGE.english[number != 1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _neuter(number: int) -> str:
    return cardinal(number, "ru", gender=Gender.NEUTER)


def _new(number: int) -> str:
    adjective = plural_ru(number, "новое", "новых", "новых")
    return f"{_neuter(number)} {adjective} {_noun(number)}"


def _old(number: int, *, noun: bool = True) -> str:
    adjective = plural_ru(number, "старое", "старых", "старых")
    return f"{_neuter(number)} {adjective}{f' {_noun(number)}' if noun else ''}"


def _noun(number: int) -> str:
    return plural_ru(number, MESSAGE.one, MESSAGE.few, MESSAGE.many)


@dataclass(frozen=True, slots=True)
class Envelope(Phrase):
    """Which message, who left it, and when. `caller` is a number as people write it, "" if it was
    withheld; `extension` and `name` are of a colleague. `today` is where the listener is."""

    number: int
    is_urgent: bool
    caller: str
    name: str
    extension: str
    at: datetime
    today: date

    def text(self, language: Language) -> str:
        return " ".join(
            filter(None, (self._which(language), self._who(language), self._when(language)))
        )

    def _which(self, language: Language) -> str:
        if language == "ru":
            which = _capital(ordinal(self.number, "ru", gender=Gender.NEUTER))
            return f"{which} сообщение.{' Срочное.' if self.is_urgent else ''}"
        which = _capital(cardinal(self.number, "en"))
        return f"Message {which.lower()}.{' Urgent.' if self.is_urgent else ''}"

    def _who(self, language: Language) -> str:
        if self.extension:
            word = "внутренний номер" if language == "ru" else "extension"
            spelled = " ".join(self.extension)
            return (
                f"{self.name}, {word} {spelled}." if self.name else f"{_capital(word)} {spelled}."
            )
        if self.caller:
            return f"{'Номер' if language == 'ru' else 'From'} {self.caller}."
        return "Номер не определён." if language == "ru" else "The number was withheld."

    def _when(self, language: Language) -> str:
        time, days = f"{self.at:%H:%M}", (self.today - self.at.date()).days
        if language == "ru":
            day = _RECENT_RU.get(days) or f"{self.at.day} {_MONTHS_RU[self.at.month - 1]}"
            return f"{day} в {time}."
        day = _RECENT_EN.get(days) or f"On {_MONTHS_EN[self.at.month - 1]} {self.at.day}"
        return f"{day} at {time}."


_RECENT_RU = {0: "Сегодня", 1: "Вчера"}
_RECENT_EN = {0: "Today", 1: "Yesterday"}
_MONTHS_RU = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


#: Counts that are spoken beforehand.
_USUAL = 10


def mailbox_phrases() -> Iterator[Phrase]:
    """What everybody may hear who comes to a mailbox; what depends on a message is not here."""
    yield from MAILBOX_SAYINGS
    yield from (AfterName(is_busy) for is_busy in (False, True))
    yield from (MailboxCounts(new, 0, 0) for new in range(_USUAL))
    yield from (MailboxCounts(0, old, 0) for old in range(1, _USUAL))


def greeting_phrases(title: str, *, is_person: bool) -> Iterator[Phrase]:
    """The generated greetings of a mailbox."""
    yield from (MailboxGreeting(title, is_person, is_busy) for is_busy in (False, True))
