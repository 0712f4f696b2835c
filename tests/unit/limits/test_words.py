"""What people are told about limits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ringtree.company.limits import BOUNDS
from ringtree.limits.ledger import Reached, Scope, ScopeKind
from ringtree.limits.words import body, subject
from tests.unit.routing.calling import calling

PRICES = {"prices": {"first": {"currency": "RUB", "rates": {"+7": 1}}}}


def reached(bound: str = "money_per_day", kind: ScopeKind = ScopeKind.COMPANY, **scope: Any) -> Any:
    place = Scope("acme", kind, scope.get("name", "acme"), scope.get("night", False))
    return Reached(place, bound, Decimal("2400.5"), Decimal(3000))


def test_a_mail_says_whose_limit_how_much_and_what_happens() -> None:
    company = calling(PRICES)
    assert (
        subject(company, reached(), is_full=False) == "Acme: the limit “money per day” is 80 % used"
    )
    text = body(company, reached(), is_full=True)
    assert "Of: Acme\n" in text and "Used: 2400.50 RUB of 3000.00 RUB\n" in text
    assert "Emergency calls always go out" in text


def test_people_and_trunks_have_names_and_nights_are_nights() -> None:
    company = calling()
    person = reached("per_day", ScopeKind.PERSON, name="201", night=True)
    assert "Of: Anna (201), at night\n" in body(company, person, is_full=False)
    assert "Used: 2400 of 3000\n" in body(company, person, is_full=False)
    assert "Of: the trunk first\n" in body(
        company, reached("per_day", ScopeKind.TRUNK, name="first"), is_full=False
    )
    assert "Of: 299\n" in body(
        company, reached("per_day", ScopeKind.PERSON, name="299"), is_full=True
    )


@pytest.mark.parametrize("bound", BOUNDS)
def test_every_bound_has_words_in_both_languages(bound: str) -> None:
    for language in ("ru", "en"):
        company = calling(language=language)
        assert subject(company, reached(bound), is_full=True)
        assert body(company, reached(bound), is_full=False)
