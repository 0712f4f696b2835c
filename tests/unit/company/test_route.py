"""The part of a document that says what may be called and how it goes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.route import USUAL_KINDS, Calling, NumberKind, PriceList, country_of


def test_by_default_nothing_is_open_that_costs() -> None:
    calling = Calling()
    assert calling.countries is None
    assert set(NumberKind) - set(calling.kinds) == {
        NumberKind.PREMIUM,
        NumberKind.SATELLITE,
        NumberKind.PERSONAL,
        NumberKind.UNKNOWN,
    }
    assert calling.kinds == USUAL_KINDS
    assert calling.caller_ids == {"*67": "anonymous"}


def test_single_values_stand_for_lists_and_prices_for_rates() -> None:
    calling = Calling.model_validate(
        {
            "countries": "KZ",
            "regions": {"moscow": "+7495"},
            "routes": [{"regions": "moscow", "trunks": "city"}],
            "prices": {"city": {"currency": "RUB", "rates": {"+7495": 0.9}}},
        }
    )
    assert calling.countries == ("KZ",)
    assert calling.routes[0].trunks == ("city",)
    assert calling.prices["city"].rates["+7495"].per_minute == Decimal("0.9")
    assert calling.currency == "RUB"
    assert Calling().currency == ""


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"countries": ["XX"]}, "two-letter code"),
        ({"routes": [{"countries": "RU"}]}, "trunks"),
        ({"caller_ids": {"51": "anonymous"}}, "caller_ids"),
        ({"allow": ["7495"]}, "allow"),
        (
            {
                "prices": {
                    "a": {"currency": "RUB", "rates": {}},
                    "b": {"currency": "EUR", "rates": {}},
                }
            },
            "one currency, not EUR, RUB",
        ),
        ({"prices": {"a": {"currency": "RUB", "rates": {"+7": -1}}}}, "greater than or equal"),
    ],
)
def test_what_cannot_be_is_refused(part: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Calling.model_validate(part)


def test_a_list_knows_its_longest_beginning() -> None:
    listed = PriceList.model_validate({"currency": "RUB", "rates": {"+7": 1, "+7495": 2}})
    assert listed.longest == 5
    assert PriceList.model_validate({"currency": "RUB", "rates": {}}).longest == 0


@pytest.mark.parametrize(
    ("number", "country"),
    [("+74950000001", "RU"), ("+77012345678", "KZ"), (None, None), ("+881612345678", None)],
)
def test_a_number_tells_its_country(number: str | None, country: str | None) -> None:
    assert country_of(number) == country
