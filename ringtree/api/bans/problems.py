"""Why a ban can't be lifted."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class NothingStops(ApiProblem):
    """Nobody is stopped by that name."""

    status = 404
    name = "nothing-stops"
    title: ClassVar[Words] = {"ru": "Блокировки нет", "en": "There is no such ban"}
    detail: ClassVar[Words] = {
        "ru": "{subject} не заблокирован. Возможно, срок блокировки уже истёк.",
        "en": "Nothing stops {subject}. Perhaps the ban is over already.",
    }
