"""Counting again what was called before: after a restart, or from another process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ringtree.company.allowance import EVERYTHING, Allowance
from ringtree.company.limits import AllLimits, Limits, NightLimits
from ringtree.company.model import Company
from ringtree.limits.ledger import Ledger, Reached, Scope, ScopeKind, scopes_of
from ringtree.limits.meter import MINUTE
from ringtree.storage.usage import Used

#: Scopes of day and night, whatever the night's schedule is called.
_ANY = AllLimits(night=NightLimits(schedule="any"))


def recall(ledger: Ledger, used: Used, now: float) -> None:
    """Count one call of before in every scope it belongs to. Calls come in the order of days."""
    day = date.fromisoformat(used.day)
    for scope, _ in scopes_of(used.company, _ANY, used.extension, used.trunk, at_night=used.night):
        meter = ledger.meter(scope)
        meter.add(day, 1, used.seconds, Decimal(used.money))
        if used.begun > now - MINUTE:
            meter.remember(used.begun)


def standing(
    ledger: Ledger, company: Company, now: float, today: date, allowance: Allowance = EVERYTHING
) -> Iterator[Reached]:
    """Every bound that the operator or the company has set, and how much of it is used."""
    scope = Scope(company.code, ScopeKind.COMPANY, company.code)
    if allowance.people is not None:
        people = Decimal(len(company.people))
        yield Reached(scope, "people", people, Decimal(allowance.people), by_operator=True)
    for bound, limit in allowance.bounds:
        yield Reached(scope, bound, ledger.meter(scope).used(bound, now, today), limit, True)
    for scope, limits in _all_scopes(company):
        for bound, limit in limits.bounds:
            yield Reached(scope, bound, ledger.meter(scope).used(bound, now, today), limit)


def _all_scopes(company: Company) -> Iterator[tuple[Scope, Limits]]:
    code, limits = company.code, company.calling.limits
    for scoped, night in ((limits, False), (limits.night, True)):
        if scoped is None:
            continue
        yield Scope(code, ScopeKind.COMPANY, code, night), scoped.company
        for trunk in company.trunks:
            yield Scope(code, ScopeKind.TRUNK, trunk, night), scoped.of_trunk(trunk)
        for person in company.people:
            extension = person.extension
            yield Scope(code, ScopeKind.PERSON, extension, night), scoped.of_person(extension)
