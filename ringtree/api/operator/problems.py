"""Why a company can't be made."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class CompanyExists(ApiProblem):
    """The code is taken."""

    status = 409
    name = "company-exists"
    title: ClassVar[Words] = {"ru": "Код занят", "en": "The code is taken"}
    detail: ClassVar[Words] = {
        "ru": "Компания с кодом {code} уже есть. Выберите другой код.",
        "en": "There is a company with the code {code} already. Choose another one.",
    }
