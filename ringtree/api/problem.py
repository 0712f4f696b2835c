"""What went wrong with a request, for programs and for people [RFC 9457].

One exception for each reason. A program tells them apart by `type`, a person reads `title` and
`detail` in the language of the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from ringtree.company.prompt import Language
from ringtree.explained import reason

MEDIA_TYPE = "application/problem+json"
#: Every `type` begins with it; what follows is the reason's name.
TYPE = "urn:ringtree:problem:"

Words = Mapping[Language, str]


class ApiProblem(Exception):
    """A request that can't be done. Subclasses say what they are and fill `fields`.

    `fields` go into the sentences, and `extra` beside them into the answer. An exception among the
    `fields` says in the reader's language what it has to say.
    """

    status: ClassVar[int] = 400
    name: ClassVar[str] = "problem"
    title: ClassVar[Words]
    detail: ClassVar[Words]

    def __init__(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> None:
        super().__init__(self.name)
        self.fields = fields
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})

    def body(self, language: Language) -> dict[str, Any]:
        """The problem as plain JSON values."""
        return {
            "type": TYPE + self.name,
            "title": self.title[language],
            "status": self.status,
            "detail": self.detail[language].format(**self._said(language)),
            **self.extra,
        }

    def _said(self, language: Language) -> dict[str, Any]:
        """The fields, and what a reason among them says in this language."""
        return {
            name: reason(one, language) if isinstance(one, Exception) else one
            for name, one in self.fields.items()
        }


class ProblemBody(BaseModel):
    """What every refusal looks like [RFC 9457]; some carry more, as their page says."""

    model_config = ConfigDict(extra="allow", title="Problem")

    type: str = Field(examples=["urn:ringtree:problem:not-found"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no such thing, or it is not yours to see."])


class NotSignedIn(ApiProblem):
    """Neither a living session nor a valid key."""

    status = 401
    name = "not-signed-in"
    title: ClassVar[Words] = {"ru": "Вход не выполнен", "en": "Not signed in"}
    detail: ClassVar[Words] = {
        "ru": "Войдите снова: сеанс завершён, или ключ недействителен.",
        "en": "Sign in again: the session has ended, or the key is not valid.",
    }

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": "Bearer"})


class NotAllowed(ApiProblem):
    """Signed in, but without the permission."""

    status = 403
    name = "not-allowed"
    title: ClassVar[Words] = {"ru": "Недостаточно прав", "en": "Not allowed"}
    detail: ClassVar[Words] = {
        "ru": "Для этого нужно право «{permission}». Его даёт администратор компании.",
        "en": 'This takes the permission "{permission}". The company\'s administrator gives it.',
    }


class ForeignRequest(ApiProblem):
    """A change asked for with a cookie, but not by our own page."""

    status = 403
    name = "foreign-request"
    title: ClassVar[Words] = {"ru": "Чужой запрос", "en": "Foreign request"}
    detail: ClassVar[Words] = {
        "ru": "Запрос пришёл не со страницы Ringtree. Обновите страницу и повторите.",
        "en": "The request did not come from a page of Ringtree. Reload the page and try again.",
    }


class NotFound(ApiProblem):
    """There is no such thing, or it is another company's: both sound alike."""

    status = 404
    name = "not-found"
    title: ClassVar[Words] = {"ru": "Не найдено", "en": "Not found"}
    detail: ClassVar[Words] = {
        "ru": "Такого объекта нет, или он вам недоступен.",
        "en": "There is no such thing, or it is not yours to see.",
    }


class MethodNotAllowed(ApiProblem):
    """The address exists, the method does not."""

    status = 405
    name = "method-not-allowed"
    title: ClassVar[Words] = {"ru": "Метод не поддерживается", "en": "Method not allowed"}
    detail: ClassVar[Words] = {
        "ru": "Этот адрес не поддерживает такой метод.",
        "en": "This address does not know that method.",
    }


class Invalid(ApiProblem):
    """The request does not have the shape that the OpenAPI says. `errors` names each place."""

    status = 422
    name = "invalid"
    title: ClassVar[Words] = {"ru": "Запрос заполнен неверно", "en": "The request is not valid"}
    detail: ClassVar[Words] = {
        "ru": "Исправьте отмеченные поля и повторите.",
        "en": "Correct the fields that are named and try again.",
    }


class TooLarge(ApiProblem):
    """A body above the limit of its address."""

    status = 413
    name = "too-large"
    title: ClassVar[Words] = {"ru": "Слишком большой запрос", "en": "Too large"}
    detail: ClassVar[Words] = {
        "ru": "Запрос не должен превышать {limit} МБ.",
        "en": "A request may have {limit} MB at most.",
    }


class TooManyRequests(ApiProblem):
    """Slow down. The answer says for how many seconds."""

    status = 429
    name = "too-many-requests"
    title: ClassVar[Words] = {"ru": "Слишком много попыток", "en": "Too many attempts"}
    detail: ClassVar[Words] = {
        "ru": "Повторите через {seconds} с.",
        "en": "Try again in {seconds} s.",
    }

    def __init__(self, seconds: int) -> None:
        super().__init__(
            seconds=seconds, headers={"Retry-After": str(seconds)}, extra={"retry_after": seconds}
        )


class PreconditionFailed(ApiProblem):
    """It was changed since it was read; the answer says when, and by whom."""

    status = 412
    name = "changed-meanwhile"
    title: ClassVar[Words] = {"ru": "Изменено кем-то другим", "en": "Changed meanwhile"}
    detail: ClassVar[Words] = {
        "ru": "Пока вы работали, это изменил другой человек. Возьмите новое состояние и повторите.",
        "en": "Somebody else changed this while you worked. Take the new state and try again.",
    }


class PreconditionRequired(ApiProblem):
    """A change without saying which state it starts from."""

    status = 428
    name = "precondition-required"
    title: ClassVar[Words] = {"ru": "Нужен If-Match", "en": "If-Match is required"}
    detail: ClassVar[Words] = {
        "ru": "Укажите в заголовке If-Match состояние (ETag), которое вы изменяете.",
        "en": "Say in the header If-Match which state (ETag) you change.",
    }


class BadCursor(ApiProblem):
    """A cursor that no page gave out."""

    status = 400
    name = "bad-cursor"
    title: ClassVar[Words] = {"ru": "Неверный курсор", "en": "Bad cursor"}
    detail: ClassVar[Words] = {
        "ru": "Курсор берут из поля next предыдущей страницы. Начните с первой страницы.",
        "en": "A cursor comes from the field next of the page before. Begin with the first page.",
    }


class Unavailable(ApiProblem):
    """The database is away, or a part of the server does not run."""

    status = 503
    name = "unavailable"
    title: ClassVar[Words] = {"ru": "Временно недоступно", "en": "Not available now"}
    detail: ClassVar[Words] = {
        "ru": "Сервер не может сделать это сейчас. Звонки продолжаются. Повторите через минуту.",
        "en": "The server can't do this now. Calls go on. Try again in a minute.",
    }

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "60"})


class Failed(ApiProblem):
    """A mistake of ours; `error` is in the log beside the traceback."""

    status = 500
    name = "failed"
    title: ClassVar[Words] = {"ru": "Ошибка сервера", "en": "Server error"}
    detail: ClassVar[Words] = {
        "ru": "Это ошибка Ringtree. Сообщите администратору сервера номер {error}.",
        "en": "This is a mistake of Ringtree. Tell the operator the number {error}.",
    }
