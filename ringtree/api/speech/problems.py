"""Why a text can't be heard."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class NotSpoken(ApiProblem):
    """No engine of the server could speak the text."""

    status = 422
    name = "not-spoken"
    title: ClassVar[Words] = {"ru": "Не удалось произнести", "en": "It could not be spoken"}
    detail: ClassVar[Words] = {
        "ru": "Синтезатор речи не справился с текстом: {why}",
        "en": "The speech engine could not speak the text: {why}",
    }
