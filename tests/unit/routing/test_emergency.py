"""Who needs help gets it, and is found."""

from __future__ import annotations

import pytest

from ringtree.routing.emergency import (
    emergency_number,
    emergency_trunks,
    is_emergency,
    location_of,
)
from tests.unit.routing.calling import ANNAS, OFFICE, SALES, calling

PLACES = {
    "locations": {
        "tower": {"number": SALES, "people": ["203"], "trunks": ["second"]},
        "hall": {"number": OFFICE, "groups": ["sales"]},
    }
}


@pytest.mark.parametrize("dialled", ["112", "101", "102", "103", "104", "01", "04"])
def test_help_is_called_in_russia(dialled: str) -> None:
    assert is_emergency(calling(), dialled)


@pytest.mark.parametrize("dialled", ["201", "999", "911", "", "abc", "105", "+112", "١١٢"])
def test_anything_else_is_no_emergency(dialled: str) -> None:
    assert not is_emergency(calling(), dialled)


def test_other_countries_have_others() -> None:
    british = calling({"emergency": ["116"]}, country="GB")
    assert [is_emergency(british, one) for one in ("999", "112", "116", "101")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_colleague_s_number_is_a_colleague_s_but_never_112() -> None:
    company = calling(people=[{"extension": one, "name": "X"} for one in ("101", "112")], groups={})
    assert not is_emergency(company, "101")
    assert is_emergency(company, "112")


def test_a_person_is_found_by_name_before_group() -> None:
    company = calling(PLACES)
    found = {one: location_of(company, one) for one in ("201", "202", "203")}
    assert {one: place and place.name for one, place in found.items()} == {
        "201": None,
        "202": "hall",
        "203": "tower",
    }


def test_the_number_shown_is_the_location_s_or_the_person_s() -> None:
    company = calling(PLACES)
    shown = [emergency_number(company, one) for one in ("201", "202", "203")]
    assert shown == [ANNAS, OFFICE, SALES]


def test_every_trunk_is_tried_the_location_s_first() -> None:
    company = calling(PLACES)
    assert emergency_trunks(company, "203") == ("second", "first")
    assert emergency_trunks(company, "202") == ("first", "second")
