"""Why a supervisor's wish can't be done."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class CallOverProblem(ApiProblem):
    """The call has ended meanwhile."""

    status = 404
    name = "call-over"
    title: ClassVar[Words] = {"ru": "Звонок завершён", "en": "The call is over"}
    detail: ClassVar[Words] = {
        "ru": "Такого звонка нет: вероятно, он только что завершился.",
        "en": "There is no such call: it has probably just ended.",
    }


class CannotMove(ApiProblem):
    """The call is in no tree, or there is no such node in the revision it entered with."""

    status = 409
    name = "cannot-move"
    title: ClassVar[Words] = {"ru": "Перевести нельзя", "en": "The call can't be moved"}
    detail: ClassVar[Words] = {
        "ru": "Звонок не идёт по дереву, или в его версии нет узла {tree}/{node}.",
        "en": "The call walks no tree, or its revision has no node {tree}/{node}.",
    }


class CannotHandOn(ApiProblem):
    """The person talks in no such call, or may not call there."""

    status = 409
    name = "cannot-transfer"
    title: ClassVar[Words] = {"ru": "Перевести нельзя", "en": "The call can't be transferred"}
    detail: ClassVar[Words] = {
        "ru": "Проверьте, что сотрудник {by} ещё разговаривает и может звонить на {to}: {why}.",
        "en": "Check that {by} still talks in the call and may call {to}: {why}.",
    }


class ReasonUnknown(ApiProblem):
    """A reason that is not on the company's list."""

    status = 422
    name = "unknown-reason"
    title: ClassVar[Words] = {"ru": "Нет такой причины", "en": "No such reason"}
    detail: ClassVar[Words] = {
        "ru": "Причины {reason} нет в списке компании. Есть: {known}.",
        "en": "The reason {reason} is not on the company's list. There are: {known}.",
    }


class TooManyListeners(ApiProblem):
    """The server has as many live channels as it can serve."""

    status = 503
    name = "too-many-listeners"
    title: ClassVar[Words] = {"ru": "Слишком много зрителей", "en": "Too many listeners"}
    detail: ClassVar[Words] = {
        "ru": "Сервер не может открыть ещё один живой канал. Закройте лишние страницы.",
        "en": "The server can't open another live channel. Close pages you don't need.",
    }
