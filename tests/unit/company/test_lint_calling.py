"""Doors left open, and help that can't be called; docs/lint.md has an example of each."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.lint import lint
from tests.unit.company.small import company


def rules(part: dict[str, Any]) -> set[str]:
    return {found.rule for found in lint(company(calling=part))}


@pytest.mark.parametrize("part", [{"countries": "all"}, {"kinds": ["premium"]}])
def test_what_costs_is_limited(part: dict[str, Any]) -> None:
    limited = {"limits": {"company": {"minutes_per_day": 1}}}
    assert rules(part) == {"costly-calls-without-limit"}
    assert rules({**part, **limited}) == set()


@pytest.mark.parametrize("scope", ["company", "person"])
def test_money_is_counted_by_prices(scope: str) -> None:
    part: dict[str, Any] = {"limits": {scope: {"money_per_day": 10}}}
    assert rules(part) == {"money-without-prices"}
    part["prices"] = {"carrier": {"currency": "GBP", "rates": {"+44": 1}}}
    assert rules(part) == set()


@pytest.mark.parametrize("forwarding", ["follow", "inside"])
def test_whoever_calls_does_not_decide_what_the_company_pays(forwarding: str) -> None:
    number = {"number": "+442071234567", "trunk": "carrier", "person": "101"}
    numbers = [{**number, "forwarding": forwarding}]
    unlimited = company(numbers=numbers, trees={})
    limits = {"limits": {"company": {"per_day": 9}}}
    expected = {"unlimited-forwarding"} if forwarding == "follow" else set()
    assert {found.rule for found in lint(unlimited)} == expected
    assert not lint(company(numbers=numbers, trees={}, calling=limits))


@pytest.mark.parametrize("forwarding", ["follow", "inside", "ignore"])
def test_nor_does_whoever_waits_in_a_queue(forwarding: str) -> None:
    queue = {"title": "Sales", "agents": ["101"], "forwarding": forwarding}
    found = {one.rule: one.path for one in lint(company(queues={"sales": queue}))}
    path = found.get("unlimited-forwarding")
    assert path == (("queues", "sales", "forwarding") if forwarding == "follow" else None)
