"""Why something of a call can't be given."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class NoRecording(ApiProblem):
    """There is no sound of this call, or not any more."""

    status = 404
    name = "no-recording"
    title: ClassVar[Words] = {"ru": "Записи нет", "en": "No recording"}
    detail: ClassVar[Words] = {
        "ru": "У этого звонка нет записи, или она уже удалена.",
        "en": "There is no recording of this call, or it was removed.",
    }
