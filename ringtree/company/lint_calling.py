"""Calls to the outside: help can be called, and no door is left open that costs."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.both import Both
from ringtree.company.forwarding import Forwarding
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.problem import Path, Severity
from ringtree.company.route import NumberKind

#: What can always be dialled for help, so that nobody may be called by it.
EMERGENCY = "112"
#: Kinds of numbers whose owners earn by every call.
_COSTLY = (NumberKind.PREMIUM, NumberKind.SATELLITE, NumberKind.PERSONAL, NumberKind.UNKNOWN)


@rule(
    "emergency-extension",
    Both(
        "Give the person another internal number: 112 must reach the emergency services.",
        "Дайте сотруднику другой внутренний номер: по 112 должны отвечать экстренные службы.",
    ),
)
def emergency_is_free(subject: Subject) -> Iterator[Found]:
    """Nobody has the internal number 112."""
    for index, person in enumerate(subject.company.people):
        if person.extension == EMERGENCY:
            path: Path = ("people", index, "extension")
            message = Both(
                f"{EMERGENCY} is the emergency number and nobody's own",
                f"{EMERGENCY} — номер экстренных служб и ничьим быть не может",
            )
            yield Found(message, path)


@rule(
    "costly-calls-without-limit",
    Both(
        "Set calling.limits.company.money_per_day with price lists, or calling.limits.company"
        ".minutes_per_day.",
        "Задайте calling.limits.company.money_per_day вместе с прейскурантами или"
        " calling.limits.company.minutes_per_day.",
    ),
    Severity.WARNING,
)
def costly_calls_are_limited(subject: Subject) -> Iterator[Found]:
    """Whoever opens all countries or numbers that earn others money limits what is lost."""
    company = subject.company
    limits = company.calling.limits.company
    bounds = (limits.money_per_day, limits.money_per_month, limits.minutes_per_day)
    if any(bound is not None for bound in bounds):
        return
    calling = company.calling
    if calling.countries == "all" or any(kind in calling.kinds for kind in _COSTLY):
        message = Both(
            "calls that may cost much are open and not limited",
            "дорогие направления открыты, а расходы ничем не ограничены",
        )
        yield Found(message, ("calling",))


@rule(
    "money-without-prices",
    Both(
        "Add a price list for each trunk, or limit minutes instead.",
        "Добавьте прейскурант каждой линии оператора или ограничьте минуты вместо денег.",
    ),
)
def money_can_be_counted(subject: Subject) -> Iterator[Found]:
    """A limit of money needs a price list for every trunk that calls may take."""
    calling = subject.company.calling
    scopes = [calling.limits, *([calling.limits.night] if calling.limits.night else [])]
    limits = [
        limit
        for scope in scopes
        for limit in (scope.company, scope.person, *scope.people.values(), *scope.trunks.values())
    ]
    if all(one.money_per_day is None and one.money_per_month is None for one in limits):
        return
    for trunk in subject.company.trunks:
        if trunk not in calling.prices:
            message = Both(
                f"money is limited, and the trunk {trunk!r} has no price list",
                f"расходы ограничены в деньгах, а у линии оператора «{trunk}» нет прейскуранта",
            )
            yield Found(message, ("calling", "limits"))


@rule(
    "unlimited-forwarding",
    Both(
        "Set calling.limits.company, such as simultaneous: 5, or let the forwarding be followed"
        " only inside.",
        "Задайте calling.limits.company, например simultaneous: 5, или разрешите переадресацию"
        " только на внутренние номера.",
    ),
    Severity.WARNING,
)
def forwarded_calls_are_limited(subject: Subject) -> Iterator[Found]:
    """Where whoever calls may be led out of the house, the company limits what that costs."""
    company = subject.company
    if any(company.calling.limits.company.bounds):
        return
    message = Both(
        "callers may be forwarded out of the house here, and nothing limits what that costs",
        "звонящих здесь могут переадресовать на внешний номер, а расходы ничем не ограничены",
    )
    for place in subject.places():
        if getattr(place.node, "forwarding", None) is Forwarding.FOLLOW:
            yield Found(message, place.path("forwarding"))
    for name, queue in company.queues.items():
        if queue.forwarding is Forwarding.FOLLOW:
            yield Found(message, ("queues", name, "forwarding"))
    for index, number in enumerate(company.numbers):
        if number.forwarding is Forwarding.FOLLOW:
            yield Found(message, ("numbers", index, "forwarding"))
