"""Why nobody is called back."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class NumberNotCallable(ApiProblem):
    """Not a number that can be called."""

    status = 422
    name = "number-not-callable"
    title: ClassVar[Words] = {"ru": "Неверный номер", "en": "Not a number"}
    detail: ClassVar[Words] = {
        "ru": "По номеру {number} позвонить нельзя. Напишите его так: +74950000001.",
        "en": "{number} can't be called. Write it like +74950000001.",
    }


class CallbacksNotOffered(ApiProblem):
    """The queue calls nobody back, or there is no such queue."""

    status = 409
    name = "callbacks-not-offered"
    title: ClassVar[Words] = {"ru": "Очередь не перезванивает", "en": "No callbacks"}
    detail: ClassVar[Words] = {
        "ru": "Очередь {queue} не перезванивает. Добавьте ей callbacks в документ компании.",
        "en": "The queue {queue} calls nobody back. Give it callbacks in the company's document.",
    }


class TooManyCallbacks(ApiProblem):
    """The company has as many open as it may."""

    status = 503
    name = "too-many-callbacks"
    title: ClassVar[Words] = {"ru": "Слишком много заявок", "en": "Too many callbacks"}
    detail: ClassVar[Words] = {
        "ru": "Открыто слишком много обратных звонков. Попробуйте позже.",
        "en": "Too many callbacks are open. Try again later.",
    }
