"""Why a company can't be made."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class NumberUsed(ApiProblem):
    """A number can't be taken from a company that uses it."""

    status = 409
    name = "number-in-use"
    title: ClassVar[Words] = {"ru": "Номер используется", "en": "The number is in use"}
    detail: ClassVar[Words] = {
        "ru": "Номер {number} есть в опубликованной версии компании {company}. Сначала опубликуйте"
        " версию без него.",
        "en": "The number {number} is in the live revision of the company {company}. Publish one"
        " without it first.",
    }


class CompanyExists(ApiProblem):
    """The code is taken."""

    status = 409
    name = "company-exists"
    title: ClassVar[Words] = {"ru": "Код занят", "en": "The code is taken"}
    detail: ClassVar[Words] = {
        "ru": "Компания с кодом {code} уже есть. Выберите другой код.",
        "en": "There is a company with the code {code} already. Choose another one.",
    }
