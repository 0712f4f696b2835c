"""Why a user can't be made, changed or removed."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class AdministratorNeeded(ApiProblem):
    """The last administrator stays."""

    status = 409
    name = "last-administrator"
    title: ClassVar[Words] = {"ru": "Последний администратор", "en": "The last administrator"}
    detail: ClassVar[Words] = {
        "ru": "Без этого пользователя управлять будет некому. Сначала назначьте другого.",
        "en": "Without this user nobody could administer. Make somebody else one first.",
    }


class UnknownExtension(ApiProblem):
    """The company has no such internal number."""

    status = 422
    name = "unknown-extension"
    title: ClassVar[Words] = {"ru": "Нет такого внутреннего номера", "en": "No such extension"}
    detail: ClassVar[Words] = {
        "ru": "В компании нет внутреннего номера {extension}. Добавьте его или выберите другой.",
        "en": "The company has no extension {extension}. Add it, or choose another one.",
    }


class UsersFull(ApiProblem):
    """The company has as many users as it may."""

    status = 409
    name = "too-many-users"
    title: ClassVar[Words] = {"ru": "Слишком много пользователей", "en": "Too many users"}
    detail: ClassVar[Words] = {
        "ru": "В компании может быть не больше {most} пользователей. Удалите тех, кто ушёл.",
        "en": "A company may have {most} users at most. Remove those who have left.",
    }
