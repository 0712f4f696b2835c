"""Who may still call: every scope's meter against its limits, in one step nothing comes between.

Pure. A call counts in several scopes: the company, the person, the trunk, and each of them once
more at night. It is let out only if all of them have room, and then counted in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ringtree.company.allowance import EVERYTHING, Allowance
from ringtree.company.limits import AllLimits, Limits, ScopedLimits
from ringtree.limits.meter import Going, Meter

#: What a call that is asked for will use of each bound, at the least.
_WANTED = {
    "simultaneous": Decimal(1),
    "per_minute": Decimal(1),
    "per_day": Decimal(1),
    "minutes_per_day": Decimal(1),
    "minutes_per_month": Decimal(1),
}
#: Bounds that fill up over time, of which people are warned beforehand.
GRADUAL = frozenset(
    {"per_day", "minutes_per_day", "minutes_per_month", "money_per_day", "money_per_month"}
)
#: Bounds that a call uses up while it goes on.
RUNNING = GRADUAL - {"per_day"}
WARNING = Decimal("0.8")


class ScopeKind(StrEnum):
    """What is limited."""

    COMPANY = "company"
    PERSON = "person"
    TRUNK = "trunk"


class Scope(NamedTuple):
    """One thing that is limited, by day and night together or at night alone."""

    company: str
    kind: ScopeKind
    name: str
    night: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """A bound that is reached, or nearly: how much of it is used."""

    scope: Scope
    bound: str
    used: Decimal
    limit: Decimal
    by_operator: bool = False
    """Whether the operator of the server has set it, and not the company."""

    @property
    def share(self) -> Decimal:
        """1 is all of it."""
        return self.used / self.limit if self.limit else Decimal(1)


@dataclass(frozen=True, slots=True)
class Counted:
    """A call that was let out, and where it counts."""

    call: Going
    scopes: tuple[tuple[Scope, Limits], ...]

    @property
    def longest(self) -> float | None:
        """Seconds the call may last by its limits."""
        bounds = [one.longest_call for _, one in self.scopes if one.longest_call is not None]
        return min(bounds, default=None)


def scopes_of(
    company: str,
    limits: AllLimits,
    extension: str | None,
    trunk: str,
    *,
    at_night: bool,
    allowance: Allowance = EVERYTHING,
) -> Iterator[tuple[Scope, Limits]]:
    """Where a call counts, and what holds there; a scope may have limits of two."""
    if allowance is not EVERYTHING:
        yield Scope(company, ScopeKind.COMPANY, company), allowance
    yield from _scopes(company, limits, extension, trunk, night=False)
    if at_night and limits.night is not None:
        yield from _scopes(company, limits.night, extension, trunk, night=True)


def _scopes(
    company: str, limits: ScopedLimits, extension: str | None, trunk: str, *, night: bool
) -> Iterator[tuple[Scope, Limits]]:
    yield Scope(company, ScopeKind.COMPANY, company, night), limits.company
    yield Scope(company, ScopeKind.TRUNK, trunk, night), limits.of_trunk(trunk)
    if extension is not None:
        yield Scope(company, ScopeKind.PERSON, extension, night), limits.of_person(extension)


class Ledger:
    """All meters of the server."""

    __slots__ = ("_meters",)

    def __init__(self) -> None:
        self._meters: dict[Scope, Meter] = {}

    def meter(self, scope: Scope) -> Meter:
        """One scope's."""
        return self._meters.setdefault(scope, Meter())

    def admit(
        self, call: Going, scopes: Sequence[tuple[Scope, Limits]], now: float
    ) -> Counted | Reached:
        """Count a call everywhere, or nowhere: then the bound that has no room for it."""
        for scope, limits in scopes:
            for bound, limit in limits.bounds:
                used = self.meter(scope).used(bound, now, call.day, reserve=True)
                if used + self._wanted(bound, call) > limit:
                    return _reached(scope, limits, bound, used, limit)
        for scope, _ in scopes:
            self.meter(scope).begin(call, now)
        return Counted(call, tuple(scopes))

    def end(self, counted: Counted, now: float) -> None:
        """The call is over."""
        for scope, _ in counted.scopes:
            self.meter(scope).end(counted.call, now)

    def nearly(self, counted: Counted, now: float, today: date) -> Iterator[Reached]:
        """The gradual bounds of a call's scopes that are used to the warning share or beyond."""
        for found in self._gradual(counted, now, today):
            if found.share >= WARNING:
                yield found

    def must_end(self, counted: Counted, now: float, today: date) -> Reached | None:
        """The hard bound that a call which goes on has reached, if any."""
        for scope, limits in counted.scopes:
            if not limits.hard:
                continue
            for bound, limit in limits.bounds:
                if bound in RUNNING:
                    used = self.meter(scope).used(bound, now, today)
                    if used >= limit:
                        return _reached(scope, limits, bound, used, limit)
        return None

    def _gradual(self, counted: Counted, now: float, today: date) -> Iterator[Reached]:
        for scope, limits in counted.scopes:
            for bound, limit in limits.bounds:
                if bound in GRADUAL:
                    used = self.meter(scope).used(bound, now, today)
                    yield _reached(scope, limits, bound, used, limit)

    @staticmethod
    def _wanted(bound: str, call: Going) -> Decimal:
        return _WANTED[bound] if bound in _WANTED else call.cost(60.0)


def _reached(scope: Scope, limits: Limits, bound: str, used: Decimal, limit: Decimal) -> Reached:
    return Reached(scope, bound, used, limit, by_operator=isinstance(limits, Allowance))
