"""What the system itself says to a caller, in every language it speaks.

A phrase is a value: hashable, with its parameters as fields, and rendered whole per language.
Words are never glued together from recordings, because Russian would not survive it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from ringtree.company.prompt import Language
from ringtree.prompts.numbers import PERSON, Case, count, ordinal

#: Places up to this one and the next are told exactly; beyond, only that there are more ahead.
EXACT_PLACES = 20


class Phrase(ABC):
    """Something the system says by itself."""

    __slots__ = ()

    @abstractmethod
    def text(self, language: Language) -> str:
        """The words to speak in `language`."""


@dataclass(frozen=True, slots=True)
class Saying(Phrase):
    """A phrase without parameters."""

    ru: str
    en: str

    def text(self, language: Language) -> str:
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class PlaceInQueue(Phrase):
    """The caller's place, counted from 1 (next to be served)."""

    place: int

    def text(self, language: Language) -> str:
        if language == "ru":
            return f"Вы {ordinal(self.place, language)} в очереди."
        return f"You are {ordinal(self.place, language)} in the queue."


@dataclass(frozen=True, slots=True)
class ManyAhead(Phrase):
    """More than `people` are ahead of the caller."""

    people: int

    def text(self, language: Language) -> str:
        people = count(self.people, PERSON, language, case=Case.GENITIVE)
        if language == "ru":
            return f"Перед вами больше {people}."
        return f"There are more than {people} ahead of you."


def place_in_queue(place: int, *, exact: int = EXACT_PLACES) -> Phrase:
    """What a caller is told about `place` (1 is next): exactly, or that there are many ahead.

    Place 21 has twenty people ahead, which is not *more* than twenty: so the place after the
    last exact one is still told exactly.
    """
    return PlaceInQueue(place) if place <= exact + 1 else ManyAhead(exact)


APOLOGY = Saying(
    ru="Извините, произошла ошибка.",
    en="We are sorry, something went wrong.",
)
WRONG_KEY = Saying(
    ru="Такого варианта нет.",
    en="That is not one of the choices.",
)
NO_INPUT = Saying(
    ru="Вы ничего не выбрали.",
    en="You have not chosen anything.",
)
NOBODY_AVAILABLE = Saying(
    ru="К сожалению, сейчас никто не может ответить. Пожалуйста, перезвоните позже.",
    en="Unfortunately nobody can answer right now. Please call again later.",
)
ALL_BUSY = Saying(
    ru="Все сотрудники сейчас заняты. Пожалуйста, оставайтесь на линии.",
    en="All our staff are busy at the moment. Please stay on the line.",
)
EXTENSION_BUSY = Saying(
    ru="Сотрудник сейчас разговаривает.",
    en="The person you are calling is on another call.",
)
EXTENSION_UNREACHABLE = Saying(
    ru="Телефон сотрудника сейчас недоступен.",
    en="The person you are calling cannot be reached at the moment.",
)
NO_ANSWER = Saying(
    ru="Сотрудник не отвечает.",
    en="The person you are calling does not answer.",
)
NUMBER_UNAVAILABLE = Saying(
    ru="Набранный вами номер не обслуживается.",
    en="The number you have dialled is not in service.",
)
NOT_PERMITTED = Saying(
    ru="Звонки на этот номер вам не разрешены.",
    en="You are not allowed to call this number.",
)
LIMIT_REACHED = Saying(
    ru="Исчерпан лимит исходящих звонков. Обратитесь к администратору.",
    en="The limit of outgoing calls has been reached. Please contact your administrator.",
)
CONNECTING = Saying(
    ru="Соединяю с сотрудником.",
    en="Connecting you now.",
)
GOODBYE = Saying(
    ru="Спасибо за звонок. До свидания!",
    en="Thank you for calling. Goodbye!",
)
ACCEPT_CALL = Saying(
    ru="Вам переводят звонок. Чтобы ответить, нажмите один.",
    en="A call is being passed on to you. To take it, press one.",
)
PLACE_KEPT = Saying(
    ru="Ваша очередь сохранена.",
    en="Your place in the queue has been kept.",
)
LEAVE_MESSAGE = Saying(
    ru="Оставьте сообщение после сигнала. Чтобы закончить, нажмите решётку.",
    en="Please leave a message after the tone. Press the hash key when you are done.",
)
NOT_RECORDED = Saying(
    ru="К сожалению, записать сообщение полностью не удалось.",
    en="We are sorry, your message could not be recorded in full.",
)
ASK_NUMBER = Saying(
    ru="Наберите внутренний номер сотрудника.",
    en="Please dial the internal number of the person you want to reach.",
)
ASK_NAME = Saying(
    ru="Наберите первые буквы имени или фамилии сотрудника на клавишах телефона.",
    en="Please spell the first letters of the first or last name on your keys.",
)
ASK_NUMBER_OR_NAME = Saying(
    ru="Наберите внутренний номер сотрудника или первые буквы его имени или фамилии.",
    en="Please dial an internal number, or spell the first letters of a name on your keys.",
)
NOBODY_FOUND = Saying(
    ru="Такого сотрудника нет.",
    en="Nobody of that name or number was found.",
)
TOO_MANY_FOUND = Saying(
    ru="Таких сотрудников слишком много. Наберите больше букв.",
    en="There are too many of that name. Please spell more letters.",
)
ASK_PIN = Saying(
    ru="Введите ваш пин-код и нажмите решётку.",
    en="Please enter your PIN, followed by the hash key.",
)
WRONG_PIN = Saying(
    ru="Пин-код неверный.",
    en="That PIN is not correct.",
)
PIN_LOCKED = Saying(
    ru="Слишком много неверных попыток. Попробуйте через пятнадцать минут.",
    en="There have been too many wrong attempts. Please try again in fifteen minutes.",
)
PIN_NOT_SET = Saying(
    ru="У вас ещё нет пин-кода. Обратитесь к администратору.",
    en="You do not have a PIN yet. Please ask your administrator.",
)
CODE_NOT_ALLOWED = Saying(
    ru="Эта функция вам недоступна. Обратитесь к администратору.",
    en="You are not allowed to use this feature. Please ask your administrator.",
)

#: Those above, which any caller may hear: they are spoken before anybody calls.
SAYINGS: tuple[Saying, ...] = tuple(
    saying for saying in tuple(globals().values()) if isinstance(saying, Saying)
)


def queue_phrases(exact: int = EXACT_PLACES) -> Iterator[Phrase]:
    """Everything a waiting caller may be told about the place."""
    for place in range(1, exact + 3):
        yield place_in_queue(place, exact=exact)
