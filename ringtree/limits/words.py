"""What the mails about limits say, in Russian and English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.limits.ledger import Reached, ScopeKind

_BOUNDS: Mapping[str, Mapping[Language, str]] = {
    "simultaneous": {"ru": "одновременные звонки", "en": "simultaneous calls"},
    "per_minute": {"ru": "звонки за минуту", "en": "calls per minute"},
    "per_day": {"ru": "звонки за день", "en": "calls per day"},
    "minutes_per_day": {"ru": "минуты разговоров за день", "en": "minutes per day"},
    "minutes_per_month": {"ru": "минуты разговоров за месяц", "en": "minutes per month"},
    "money_per_day": {"ru": "расходы за день", "en": "money per day"},
    "money_per_month": {"ru": "расходы за месяц", "en": "money per month"},
}


def subject(company: Company, reached: Reached, *, is_full: bool) -> str:
    """A mail's subject."""
    bound = _BOUNDS[reached.bound][company.language]
    if company.language == "ru":
        state = "исчерпан" if is_full else "использован на 80 %"
        return f"{company.name}: лимит «{bound}» {state}"
    state = "is used up" if is_full else "is 80 % used"
    return f"{company.name}: the limit “{bound}” {state}"


def refusal(reached: Reached) -> str:
    """Why a call is refused or cut, as its record says; the panel says it in Russian."""
    scope = reached.scope
    whose = scope.company if scope.name == scope.company else f"{scope.kind} {scope.name}"
    night = " at night" if scope.night else ""
    setter = ", set by the operator of the server," if reached.by_operator else ""
    return f"the limit of {_BOUNDS[reached.bound]['en']} of {whose}{night}{setter} is reached"


def body(company: Company, reached: Reached, *, is_full: bool) -> str:
    """A mail's text: what is limited, how much is used, and what happens now."""
    language = company.language
    what = _BOUNDS[reached.bound][language]
    lines = [
        f"{_LIMIT[language]}: {what}",
        f"{_WHOSE[language]}: {_whose(company, reached)}",
        f"{_USED[language]}: {_amount(reached.used, reached, company)}"
        f" {_OF[language]} {_amount(reached.limit, reached, company)}",
        "",
        (_FULL if is_full else _NEARLY)[language],
    ]
    if reached.by_operator:
        lines.insert(1, _SETTER[language])
    return "\n".join(lines) + "\n"


def _whose(company: Company, reached: Reached) -> str:
    scope, language = reached.scope, company.language
    if scope.kind is ScopeKind.PERSON:
        person = company.person(scope.name)
        found = f"{person.name} ({scope.name})" if person else scope.name
    elif scope.kind is ScopeKind.TRUNK:
        found = f"{_TRUNK[language]} {scope.name}"
    else:
        found = company.name
    return f"{found}, {_NIGHT[language]}" if scope.night else found


def _amount(value: Decimal, reached: Reached, company: Company) -> str:
    if reached.bound.startswith("money"):
        return f"{value:.2f} {company.calling.currency}"
    return f"{value:.0f}"


_LIMIT: Mapping[Language, str] = {"ru": "Лимит", "en": "Limit"}
_WHOSE: Mapping[Language, str] = {"ru": "Для кого", "en": "Of"}
_SETTER: Mapping[Language, str] = {
    "ru": "Кто установил: ваш поставщик телефонии",
    "en": "Set by: your telephone provider",
}
_USED: Mapping[Language, str] = {"ru": "Использовано", "en": "Used"}
_OF: Mapping[Language, str] = {"ru": "из", "en": "of"}
_TRUNK: Mapping[Language, str] = {"ru": "линия оператора", "en": "the trunk"}
_NIGHT: Mapping[Language, str] = {"ru": "ночью", "en": "at night"}
_FULL: Mapping[Language, str] = {
    "ru": "Новые исходящие звонки отклоняются, пока лимит не освободится или не будет увеличен. "
    "Экстренные вызовы проходят всегда. Если это не ваши звонки, смените пароли телефонов.",
    "en": "New outgoing calls are refused until the limit has room again or is raised. "
    "Emergency calls always go out. If these are not your calls, change the phones' passwords.",
}
_NEARLY: Mapping[Language, str] = {
    "ru": "Когда лимит будет исчерпан, новые исходящие звонки будут отклоняться.",
    "en": "When the limit is used up, new outgoing calls will be refused.",
}
