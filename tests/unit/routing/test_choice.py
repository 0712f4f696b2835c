"""Which trunks take a call, whatever the routes say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.routing.choice import cheapest_first, trunks_for
from ringtree.routing.destination import called
from tests.unit.routing.calling import ANNAS, MOBILE, OFFICE, calling

MOSCOW, LONDON = "+74951112233", "+442079460000"
TRUNKS = ("first", "second")


def route(
    routes: Sequence[dict[str, Any]],
    number: str = MOBILE,
    *,
    extension: str | None = "202",
    is_open: bool = True,
    **part: Any,
) -> tuple[str, ...]:
    company = calling({"routes": routes, **part})
    return trunks_for(company, extension, called(number), OFFICE, lambda _: is_open)


def test_without_routes_the_presented_number_s_trunk_takes_the_call() -> None:
    company = calling()
    assert trunks_for(company, "201", called(MOBILE), ANNAS, lambda _: True) == ("second",)
    assert trunks_for(company, None, called(MOBILE), "", lambda _: True) == ("first",)


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        ({"countries": "RU"}, True),
        ({"countries": "GB"}, False),
        ({"prefixes": ["+7921", "+44"]}, True),
        ({"prefixes": "+7922"}, False),
        ({"regions": "peter"}, True),
        ({"regions": "moscow"}, False),
        ({"lengths": 11}, True),
        ({"lengths": [10, 12]}, False),
        ({"kinds": "mobile"}, True),
        ({"kinds": ["fixed"]}, False),
        ({"people": 202}, True),
        ({"people": 203}, False),
        ({"groups": "sales"}, True),
        ({"countries": "RU", "kinds": "fixed"}, False),
    ],
)
def test_a_route_takes_what_fits_all_that_it_names(wanted: dict[str, Any], taken: bool) -> None:
    regions = {"moscow": ["+7495"], "peter": "+7921"}
    if "people" in wanted:
        wanted = {"people": str(wanted["people"])}
    found = route([{"trunks": "second", **wanted}], regions=regions)
    assert found == (("second",) if taken else ())


def test_the_first_route_that_fits_decides() -> None:
    routes = [
        {"countries": "GB", "trunks": "second"},
        {"hours": "office", "trunks": ["second", "first"]},
        {"trunks": "first"},
    ]
    assert route(routes) == ("second", "first")
    assert route(routes, is_open=False) == ("first",)
    assert route(routes, LONDON) == ("second",)


def test_a_tree_takes_no_route_made_for_people() -> None:
    routes = [{"groups": "sales", "trunks": "second"}, {"trunks": "first"}]
    assert route(routes, extension=None) == ("first",)


PRICES = {
    "first": {"currency": "RUB", "rates": {"+7": 2, "+44": 9}},
    "second": {"currency": "RUB", "rates": {"+7": 1, "+44": {"per_minute": 2, "connection": 30}}},
}


def test_least_cost_counts_the_connection_too() -> None:
    routes = [{"trunks": ["first", "second"], "order": "cheapest"}]
    assert route(routes, MOSCOW, prices=PRICES) == ("second", "first")
    assert route(routes, LONDON, prices=PRICES) == ("first", "second")


def test_a_trunk_without_a_price_comes_last() -> None:
    prices = {"second": PRICES["second"]}
    routes = [{"trunks": ["first", "second"], "order": "cheapest"}]
    assert route(routes, MOSCOW, prices=prices) == ("second", "first")


amounts = st.none() | st.integers(0, 5)


@given(st.lists(amounts, min_size=2, max_size=2), st.permutations(TRUNKS))
def test_the_cheapest_is_first_and_nobody_is_lost(
    amount: list[int | None], order: list[str]
) -> None:
    prices = {
        name: {"currency": "RUB", "rates": {"+7": cost}}
        for name, cost in zip(TRUNKS, amount, strict=True)
        if cost is not None
    }
    found = cheapest_first(calling({"prices": prices}), order, MOSCOW)
    costs = {name: cost for name, cost in zip(TRUNKS, amount, strict=True)}
    ranked = [999 if costs[name] is None else costs[name] for name in found]
    assert sorted(found) == sorted(order)
    assert ranked == sorted(ranked, key=lambda cost: cost or 0)
    if costs["first"] == costs["second"]:
        assert list(found) == list(order)


routes_ = st.lists(
    st.fixed_dictionaries(
        {"trunks": st.lists(st.sampled_from(TRUNKS), min_size=1, max_size=2, unique=True)},
        optional={
            "countries": st.sampled_from(["RU", "GB"]),
            "kinds": st.sampled_from(["mobile", "fixed"]),
            "hours": st.just("office"),
            "people": st.sampled_from(["201", "202"]),
        },
    ),
    max_size=4,
)


@given(
    routes_,
    st.sampled_from([MOBILE, MOSCOW, LONDON]),
    st.sampled_from(["201", None]),
    st.booleans(),
)
def test_a_call_takes_exactly_the_first_fitting_route(
    routes: list[dict[str, Any]], number: str, extension: str | None, is_open: bool
) -> None:
    what = called(number)
    expected: tuple[str, ...] = ()
    for one in routes:
        if (
            one.get("countries", what.country) == what.country
            and one.get("kinds", what.kind.value) == what.kind.value
            and (is_open or "hours" not in one)
            and one.get("people", extension) == extension
        ):
            expected = tuple(one["trunks"])
            break
    if routes:
        assert route(routes, number, extension=extension, is_open=is_open) == expected
