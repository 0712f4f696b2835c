"""What mailboxes say: to callers who leave a message, and to people who listen to theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ringtree.company.prompt import Language
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
class MailboxSaying(Phrase):
    """A phrase without parameters."""

    name: str

    def text(self, language: Language) -> str:
        return _SAYINGS[self.name][language]


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


def _saying(name: str, ru: str, en: str) -> MailboxSaying:
    _SAYINGS[name] = {"ru": ru, "en": en}
    return MailboxSaying(name)


_SAYINGS: dict[str, Mapping[Language, str]] = {}

# -- leaving a message

PRESS_ZERO = _saying(
    "press zero",
    "Чтобы соединиться с сотрудником, нажмите ноль.",
    "To speak to somebody now, press zero.",
)
PRESS_STAR = _saying(
    "press star", "Чтобы вернуться назад, нажмите звёздочку.", "To go back, press star."
)
FULL = _saying(
    "mailbox full",
    "К сожалению, почтовый ящик заполнен, и оставить сообщение сейчас нельзя.",
    "Sorry, the mailbox is full, and no message can be left at the moment.",
)
CUT_OFF = _saying(
    "recording cut off",
    "К сожалению, запись прервалась. То, что вы успели сказать, сохранено.",
    "Unfortunately the recording was interrupted. What you have said so far is kept.",
)
REVIEW = _saying(
    "review",
    "Чтобы отправить сообщение, нажмите один. Чтобы прослушать его, нажмите два. Чтобы записать"
    " заново, нажмите три. Чтобы отправить как срочное, нажмите четыре.",
    "To send your message, press one. To listen to it, press two. To record it again, press"
    " three. To send it as urgent, press four.",
)
SENT = _saying("message sent", "Сообщение отправлено.", "Your message has been sent.")
NOT_HEARD = _saying("not heard", "Вас не было слышно.", "We could not hear you.")
OPERATOR_AWAY = _saying(
    "operator away",
    "Сейчас никто не может ответить. Оставьте, пожалуйста, сообщение.",
    "Nobody can answer at the moment. Please leave a message.",
)

# -- coming in

ASK_MAILBOX = _saying(
    "ask mailbox",
    "Наберите номер почтового ящика, затем решётку.",
    "Please enter the number of the mailbox, then press hash.",
)
ASK_MAILBOX_PIN = _saying(
    "ask mailbox pin",
    "Наберите пин-код, затем решётку.",
    "Please enter the PIN, then press hash.",
)
DENIED = _saying("mailbox denied", "Номер или пин-код неверны.", "The number or the PIN is wrong.")
LOCKED = _saying(
    "mailbox locked",
    "Слишком много неверных попыток. Попробуйте позже.",
    "There were too many wrong attempts. Please try again later.",
)
NO_MAILBOX = _saying(
    "no mailbox", "У этого номера нет почтового ящика.", "There is no mailbox for this number."
)
PLEASE_SET_PIN = _saying(
    "please set pin",
    "У вашего почтового ящика ещё нет пин-кода. Пожалуйста, установите его.",
    "Your mailbox has no PIN yet. Please set one now.",
)

# -- listening

MAIN_MENU = _saying(
    "mailbox menu",
    "Новые сообщения — один. Старые сообщения — два. Настройки — ноль. Выход — решётка.",
    "New messages, press one. Old messages, press two. Settings, press zero. To leave, press hash.",
)
MESSAGE_MENU = _saying(
    "message menu",
    "Повторить — пять. Следующее — шесть. Предыдущее — четыре. Удалить — семь. Переслать —"
    " восемь. Оставить новым — девять. Ответить — один. Перезвонить — два. Назад — звёздочка.",
    "To repeat, press five. Next, six. Previous, four. Delete, seven. Forward, eight. Keep as new,"
    " nine. Reply, one. Call back, two. To go back, press star.",
)
REMOVED = _saying(
    "message removed",
    "Сообщение удалено. Чтобы вернуть его, нажмите семь.",
    "The message has been deleted. To bring it back, press seven.",
)
RESTORED = _saying(
    "message restored", "Сообщение восстановлено.", "The message has been brought back."
)
KEPT_NEW = _saying("message kept new", "Сообщение останется новым.", "The message will stay new.")
NO_MORE = _saying("no more messages", "Больше сообщений нет.", "There are no more messages.")
GONE = _saying(
    "message gone",
    "Это сообщение сейчас нельзя прослушать.",
    "This message cannot be played at the moment.",
)
ASK_FORWARD = _saying(
    "ask forward",
    "Наберите внутренний номер, на который переслать сообщение, затем решётку.",
    "Please enter the extension to forward the message to, then press hash.",
)
ASK_INTRODUCTION = _saying(
    "ask introduction",
    "Чтобы сначала сказать несколько слов, нажмите один. Чтобы переслать сразу, нажмите два.",
    "To say a few words first, press one. To forward it right away, press two.",
)
SPEAK_NOW = _saying(
    "speak now",
    "Говорите после сигнала. Чтобы закончить, нажмите решётку.",
    "Please speak after the tone. Press hash when you are done.",
)
FORWARDED = _saying("message forwarded", "Сообщение переслано.", "The message has been forwarded.")
CANNOT_REPLY = _saying(
    "cannot reply",
    "На это сообщение нельзя ответить: номер не определён.",
    "There is no way to answer this message: the number was withheld.",
)
NO_REPLY_BOX = _saying(
    "no reply box",
    "У звонившего нет почтового ящика. Вы можете перезвонить: нажмите два.",
    "The caller has no mailbox here. You can call back: press two.",
)
CALL_FAILED = _saying(
    "call failed", "Дозвониться не удалось.", "The call could not be put through."
)

# -- settings

OPTIONS_MENU = _saying(
    "mailbox options",
    "Приветствие, когда вы недоступны, — один. Приветствие, когда вы заняты, — два. Ваше имя —"
    " три. Временное приветствие — четыре. Пин-код — пять. Назад — звёздочка.",
    "Greeting for when you are unavailable, press one. For when you are busy, two. Your name,"
    " three. A temporary greeting, four. The PIN, five. To go back, press star.",
)
GREETING_MENU = _saying(
    "greeting menu",
    "Записать — один. Прослушать — два. Удалить — три. Назад — звёздочка.",
    "To record, press one. To listen, two. To delete, three. To go back, press star.",
)
GREETING_REVIEW = _saying(
    "greeting review",
    "Сохранить — один. Прослушать — два. Записать заново — три. Отменить — звёздочка.",
    "To keep it, press one. To listen, two. To record again, three. To cancel, press star.",
)
GREETING_SET = _saying("greeting set", "Приветствие сохранено.", "The greeting has been saved.")
GREETING_REMOVED = _saying(
    "greeting removed", "Приветствие удалено.", "The greeting has been deleted."
)
NO_GREETING = _saying("no greeting", "Такого приветствия нет.", "There is no such greeting.")
ASK_UNTIL = _saying(
    "ask until",
    "До какого дня оно действует? Наберите две цифры дня и две цифры месяца. Если без срока,"
    " нажмите решётку.",
    "Until which day shall it be played? Enter two digits for the day and two for the month. If it"
    " has no end, press hash.",
)
BAD_DATE = _saying("bad date", "Такой даты нет.", "There is no such date.")
ASK_NEW_PIN = _saying(
    "ask new pin",
    "Наберите новый пин-код, от четырёх до двенадцати цифр, затем решётку.",
    "Please enter the new PIN, four to twelve digits, then press hash.",
)
ASK_PIN_AGAIN = _saying(
    "ask pin again",
    "Наберите его ещё раз, затем решётку.",
    "Please enter it once more, then press hash.",
)
PINS_DIFFER = _saying("pins differ", "Пин-коды не совпали.", "The two PINs are not the same.")
PIN_SET = _saying("pin set", "Пин-код установлен.", "The PIN has been set.")
PIN_LENGTH = _saying(
    "pin length",
    "В пин-коде должно быть от четырёх до двенадцати цифр.",
    "A PIN has four to twelve digits.",
)
PIN_NUMBER = _saying(
    "pin number",
    "Такой пин-код легко угадать по номеру. Выберите другой.",
    "This PIN is easily guessed from the number. Please choose another one.",
)
PIN_SIMPLE = _saying(
    "pin simple",
    "Такой пин-код слишком прост. Выберите другой.",
    "This PIN is too simple. Please choose another one.",
)

#: Every phrase without parameters.
MAILBOX_SAYINGS: tuple[MailboxSaying, ...] = tuple(map(MailboxSaying, _SAYINGS))
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
