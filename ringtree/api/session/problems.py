"""Why somebody could not sign in, or choose a password."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class WrongPassword(ApiProblem):
    """The address or the password is wrong."""

    status = 401
    name = "wrong-password"
    title: ClassVar[Words] = {"ru": "Неверный адрес или пароль", "en": "Wrong address or password"}
    detail: ClassVar[Words] = {
        "ru": "Проверьте адрес и пароль. Забытый пароль можно заменить по ссылке из письма.",
        "en": "Check address and password. A forgotten one is replaced by a link in a mail.",
    }


class CodeRequired(ApiProblem):
    """The password is right, and a code is wanted besides."""

    status = 401
    name = "second-factor-required"
    title: ClassVar[Words] = {"ru": "Нужен код", "en": "A code is needed"}
    detail: ClassVar[Words] = {
        "ru": "Введите код из приложения-аутентификатора или код восстановления.",
        "en": "Enter the code that your authenticator app shows, or a recovery code.",
    }


class CodeWrong(ApiProblem):
    """The code is wrong, over, or was used before."""

    status = 401
    name = "wrong-code"
    title: ClassVar[Words] = {"ru": "Неверный код", "en": "Wrong code"}
    detail: ClassVar[Words] = {
        "ru": "Код неверен, устарел или уже использован. Дождитесь следующего или введите "
        "неиспользованный код восстановления.",
        "en": "The code is wrong, over, or was used. Wait for the next one, or enter an unused "
        "recovery code.",
    }


class NoSecondFactor(ApiProblem):
    """There is nothing that a recovery code would stand in for."""

    status = 409
    name = "no-second-factor"
    title: ClassVar[Words] = {"ru": "Второй фактор не включён", "en": "No second factor"}
    detail: ClassVar[Words] = {
        "ru": "Коды восстановления заменяют код приложения. Сначала включите второй фактор.",
        "en": "Recovery codes stand in for an app's code. Turn the second factor on first.",
    }


class PasswordTooWeak(ApiProblem):
    """A password that would be guessed."""

    status = 422
    name = "weak-password"
    title: ClassVar[Words] = {"ru": "Слабый пароль", "en": "Weak password"}
    detail: ClassVar[Words] = {
        "ru": "Пароль слишком короткий, слишком длинный или его легко угадать. "
        "Возьмите не меньше {shortest} знаков: несколько случайных слов подойдут лучше всего.",
        "en": "The password is too short, too long or easily guessed. Take {shortest} characters "
        "or more: some random words are best.",
    }


class LinkDead(ApiProblem):
    """A link that was used or is over."""

    status = 410
    name = "dead-link"
    title: ClassVar[Words] = {"ru": "Ссылка не действует", "en": "The link does not work"}
    detail: ClassVar[Words] = {
        "ru": "Ссылка уже использована или устарела. Запросите новую.",
        "en": "The link was used before, or its time is over. Ask for a new one.",
    }


class AddressTaken(ApiProblem):
    """There is a user with this address."""

    status = 409
    name = "address-taken"
    title: ClassVar[Words] = {"ru": "Адрес занят", "en": "Address taken"}
    detail: ClassVar[Words] = {
        "ru": "У адреса {email} уже есть учётная запись.",
        "en": "The address {email} has an account already.",
    }
