"""Why a report can't be made."""

from __future__ import annotations

from typing import ClassVar

from ringtree.api.problem import ApiProblem, Words


class IntervalsTooFine(ApiProblem):
    """Too many intervals."""

    status = 422
    name = "intervals-too-fine"
    title: ClassVar[Words] = {"ru": "Слишком мелкие интервалы", "en": "Intervals too short"}
    detail: ClassVar[Words] = {
        "ru": "Получается {count} интервалов. Возьмите интервал длиннее или период короче.",
        "en": "That makes {count} intervals. Take longer ones, or a shorter stretch of time.",
    }


class PeriodBackwards(ApiProblem):
    """It ends before it begins, or is longer than a report may be."""

    status = 422
    name = "bad-period"
    title: ClassVar[Words] = {"ru": "Неверный период", "en": "Bad period"}
    detail: ClassVar[Words] = {
        "ru": "Период должен кончаться позже, чем начинается, и длиться не больше {days} дней.",
        "en": "The period must end after it begins, and have {days} days at most.",
    }


class ReportsFull(ApiProblem):
    """As many mailed reports as a company may have."""

    status = 409
    name = "too-many-reports"
    title: ClassVar[Words] = {"ru": "Слишком много отчётов", "en": "Too many reports"}
    detail: ClassVar[Words] = {
        "ru": "Отчётов по почте уже {most}. Удалите ненужный.",
        "en": "There are {most} mailed reports already. Remove one.",
    }
