"""What was called before counts again."""

from __future__ import annotations

from datetime import date

from ringtree.company.allowance import Allowance
from ringtree.limits.ledger import Ledger, Scope, ScopeKind
from ringtree.limits.recall import recall, standing
from ringtree.storage.usage import Used
from tests.unit.routing.calling import calling

TODAY = date(2026, 3, 10)


def used(name: str, **changes: object) -> Used:
    facts: dict[str, object] = {
        "id": name,
        "company": "acme",
        "extension": "201",
        "trunk": "first",
        "number": "+79161234567",
        "day": TODAY.isoformat(),
        "night": False,
        "begun": 0.0,
        "seconds": 120.0,
        "money": "4.50",
        "ended": True,
    }
    return Used(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_call_counts_for_company_trunk_and_person_and_for_the_night_it_was_in() -> None:
    ledger = Ledger()
    recall(ledger, used("a"), 100)
    recall(ledger, used("b", night=True, begun=90.0), 100)
    recall(ledger, used("c", extension=None), 100)

    def minutes(kind: ScopeKind, name: str, night: bool = False) -> float:
        meter = ledger.meter(Scope("acme", kind, name, night))
        return float(meter.used("minutes_per_day", 100, TODAY))

    assert minutes(ScopeKind.COMPANY, "acme") == 6
    assert minutes(ScopeKind.TRUNK, "first") == 6
    assert minutes(ScopeKind.PERSON, "201") == 4
    assert minutes(ScopeKind.COMPANY, "acme", night=True) == 2
    meter = ledger.meter(Scope("acme", ScopeKind.COMPANY, "acme"))
    assert meter.used("per_minute", 100, TODAY) == 1


def test_every_bound_that_is_set_stands_somewhere() -> None:
    company = calling(
        {
            "limits": {
                "person": {"per_day": 10},
                "trunks": {"first": {"per_minute": 5}},
                "night": {"schedule": "office", "company": {"simultaneous": 1}},
            }
        }
    )
    ledger = Ledger()
    recall(ledger, used("a"), 100)
    found = {
        (one.scope.kind.value, one.scope.name, one.scope.night, one.bound): int(one.used)
        for one in standing(ledger, company, 100, TODAY)
    }
    assert found == {
        ("person", "201", False, "per_day"): 1,
        ("person", "202", False, "per_day"): 0,
        ("person", "203", False, "per_day"): 0,
        ("trunk", "first", False, "per_minute"): 0,
        ("company", "acme", True, "simultaneous"): 0,
    }


def test_what_the_operator_has_set_stands_first_and_says_so() -> None:
    ledger, company = Ledger(), calling({})
    recall(ledger, used("a"), 100)
    allowance = Allowance(people=2, minutes_per_month=1000)
    people, minutes, *own = standing(ledger, company, 100, TODAY, allowance)
    assert (people.bound, people.used, people.limit) == ("people", len(company.people), 2)
    assert (minutes.bound, minutes.used, minutes.limit) == ("minutes_per_month", 2, 1000)
    assert people.by_operator and minutes.by_operator
    assert not any(one.by_operator for one in own)
