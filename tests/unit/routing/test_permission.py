"""Default deny: what a company and its people may call."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.model import Company
from ringtree.company.route import NumberKind
from ringtree.routing.destination import Called, called
from ringtree.routing.permission import is_permitted
from tests.unit.routing.calling import MOBILE, calling

LONDON, PREMIUM, SHIP = "+442079460000", "+78091234567", "+881612345678"


def may(company: Company, number: str, extension: str | None = "203") -> bool:
    return is_permitted(company, extension, called(number))


def test_without_a_word_only_the_own_country_s_ordinary_numbers_are_called() -> None:
    assert [may(calling(), one) for one in (MOBILE, "+78001234567")] == [True, True]
    assert not any(may(calling(), one) for one in (LONDON, PREMIUM, SHIP, "+77012345678"))


@pytest.mark.parametrize(
    ("part", "number"),
    [
        ({"countries": ["RU", "GB"]}, LONDON),
        ({"countries": "all"}, LONDON),
        ({"kinds": ["premium"]}, PREMIUM),
        ({"kinds": ["satellite"]}, SHIP),
        ({"allow": ["+4420"]}, LONDON),
        ({"deny": ["+44"], "allow": ["+4420"]}, LONDON),
    ],
)
def test_what_is_opened_is_called(part: dict[str, Any], number: str) -> None:
    assert may(calling(part), number)


@pytest.mark.parametrize(
    ("part", "number"),
    [
        ({"countries": "all"}, PREMIUM),
        ({"countries": "all"}, SHIP),
        ({"deny": ["+7921"]}, MOBILE),
        ({"allow": ["+7"], "deny": ["+7921"]}, MOBILE),
        ({"countries": []}, MOBILE),
        ({"kinds": ["fixed"]}, MOBILE),
    ],
)
def test_what_is_closed_is_not(part: dict[str, Any], number: str) -> None:
    assert not may(calling(part), number)


def test_a_person_s_permission_narrows_and_never_opens() -> None:
    people = [{"extension": "201", "name": "Anna", "calling": {"countries": "all"}}]
    company = calling(people=people, groups={})
    assert may(company, MOBILE, "201") and not may(company, LONDON, "201")
    people[0]["calling"] = {"kinds": ["toll_free"]}
    assert not may(calling(people=people, groups={}), MOBILE, "201")


def test_any_group_s_permission_suffices() -> None:
    groups = {
        "hall": {"extensions": ["202"], "calling": {"countries": []}},
        "desk": {"extensions": ["202"], "calling": {"kinds": ["mobile"]}},
    }
    assert may(calling(groups=groups), MOBILE, "202")
    groups["desk"]["calling"] = {"kinds": ["fixed"]}
    assert not may(calling(groups=groups), MOBILE, "202")


def test_a_tree_may_call_what_the_company_may() -> None:
    assert may(calling(), MOBILE, None) and not may(calling(), LONDON, None)


@given(
    st.sampled_from(["RU", "GB", None]),
    st.sampled_from(NumberKind),
    st.lists(st.sampled_from(["RU", "GB", "KZ"]), unique=True),
    st.lists(st.sampled_from(NumberKind), unique=True),
)
def test_nothing_is_called_that_is_not_named(
    country: str | None, kind: NumberKind, countries: list[str], kinds: list[NumberKind]
) -> None:
    company = calling({"countries": countries, "kinds": kinds})
    if is_permitted(company, "203", Called("+79211234567", country, kind)):
        assert kind in kinds
        assert country is None or country in countries
