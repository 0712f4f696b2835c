"""What is said about calling back: to who asks for it, to who is called, and to the agent."""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.company.prompt import Language
from ringtree.prompts.phrases import Phrase


@dataclass(frozen=True, slots=True)
class CallingBack(Phrase):
    """To the person called back, who has to press 1; `company` is its name."""

    company: str

    def text(self, language: Language) -> str:
        if language == "ru":
            return (
                f"Здравствуйте! Это {self.company}. Вы просили перезвонить."
                " Чтобы поговорить с сотрудником, нажмите один."
            )
        return (
            f"Hello! This is {self.company}. You asked us to call you back."
            " To talk to somebody, press one."
        )


@dataclass(frozen=True, slots=True)
class CallbackTaken(Phrase):
    """To who asked; `is_known`: had asked before, and keeps that place."""

    is_known: bool = False

    def text(self, language: Language) -> str:
        if language == "ru":
            first = "Вы уже просили перезвонить." if self.is_known else "Мы вам перезвоним."
            return f"{first} Ваша очередь сохранена. До свидания!"
        first = "You have asked for a call before." if self.is_known else "We will call you back."
        return f"{first} Your place is kept. Goodbye!"


@dataclass(frozen=True, slots=True)
class AskCallbackNumber(Phrase):
    """Which number to call."""

    def text(self, language: Language) -> str:
        if language == "ru":
            return "Введите номер, по которому вам перезвонить, и нажмите решётку."
        return "Enter the number to call you back on, then press the hash key."


@dataclass(frozen=True, slots=True)
class BadCallbackNumber(Phrase):
    """That was no number."""

    def text(self, language: Language) -> str:
        if language == "ru":
            return "По такому номеру позвонить нельзя."
        return "That number can't be called."


@dataclass(frozen=True, slots=True)
class ConnectingCallback(Phrase):
    """To the agent who took a callback, while the person is being called."""

    def text(self, language: Language) -> str:
        if language == "ru":
            return "Обратный звонок. Вызываем клиента."
        return "A callback. We are calling the customer."


@dataclass(frozen=True, slots=True)
class CustomerUnreached(Phrase):
    """To the agent: nobody was reached."""

    def text(self, language: Language) -> str:
        if language == "ru":
            return "Клиент не ответил. Спасибо."
        return "The customer did not answer. Thank you."
