"""What a call costs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.route import PriceList, Rate
from ringtree.routing.prices import charged_seconds, price, rate_of

LIST = PriceList.model_validate(
    {"currency": "RUB", "rates": {"+7": 2, "+7495": 0.9, "+44": {"per_minute": 3, "first": 1}}}
)


@pytest.mark.parametrize(
    ("number", "per_minute"),
    [("+74950000001", "0.9"), ("+79211234567", "2"), ("+442079460000", "3")],
)
def test_the_longest_beginning_decides(number: str, per_minute: str) -> None:
    rate = rate_of(LIST, number)
    assert rate is not None and rate.per_minute == Decimal(per_minute)


def test_a_number_that_is_not_listed_has_no_price() -> None:
    assert rate_of(LIST, "+49301234567") is None
    assert rate_of(None, "+79211234567") is None


@pytest.mark.parametrize(
    ("first", "step", "seconds", "charged"),
    [
        (60, 60, 1, 60),
        (60, 60, 60, 60),
        (60, 60, 60.2, 120),
        (1, 1, 12.3, 13),
        (30, 6, 31, 36),
        (60, 60, 0, 0),
    ],
)
def test_seconds_are_charged_as_carriers_do(
    first: int, step: int, seconds: float, charged: int
) -> None:
    rate = Rate(per_minute=Decimal(6), first=first, step=step)
    assert charged_seconds(rate, seconds) == charged


def test_a_connection_is_charged_once_and_only_when_answered() -> None:
    rate = Rate(per_minute=Decimal(6), connection=Decimal("1.5"), first=1, step=1)
    assert price(rate, 0) == 0
    assert price(rate, 10) == Decimal("2.5")


@given(st.integers(1, 600), st.integers(1, 600), st.floats(0.1, 90_000), st.floats(0, 3600))
def test_talking_longer_never_costs_less(
    first: int, step: int, seconds: float, more: float
) -> None:
    rate = Rate(per_minute=Decimal("0.37"), first=first, step=step)
    assert charged_seconds(rate, seconds) >= seconds
    assert price(rate, seconds) <= price(rate, seconds + more)
