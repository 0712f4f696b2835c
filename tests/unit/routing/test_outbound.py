"""From the digits an employee dials to a colleague, the house itself or a trunk."""

from __future__ import annotations

import pytest

from ringtree.company.model import Company, Person
from ringtree.routing.directory import Snapshot
from ringtree.routing.outbound import (
    Destination,
    Nowhere,
    ToCode,
    ToExtension,
    ToNumber,
    ToTrunk,
    route_outbound,
    route_outside,
)
from tests.unit.routing.companies import company


def _dial(dialled: str, one: Company | None = None) -> Destination:
    snapshot = Snapshot(one or company("daisy"), 1)
    person = snapshot.company.person("101")
    assert isinstance(person, Person)
    return route_outbound(snapshot, person, dialled)


def test_an_internal_number_is_a_colleague() -> None:
    assert _dial("102") == ToExtension("102")


@pytest.mark.parametrize("dialled", ["103", "999999", "abc", "", "*99"])
def test_a_short_number_nobody_has_never_leaves_the_house(dialled: str) -> None:
    assert isinstance(_dial(dialled), Nowhere)


def test_a_star_and_digits_are_a_feature_of_the_house() -> None:
    destination = _dial("*65")
    assert isinstance(destination, ToCode)
    assert destination.dialled.kind.name == "own_number"


@pytest.mark.parametrize("dialled", ["+74950000001", "84950000001"])
def test_the_company_s_own_number_walks_its_tree(dialled: str) -> None:
    destination = _dial(dialled)
    assert isinstance(destination, ToNumber)
    assert destination.number.number == "+74950000001"


def test_an_outside_number_presents_the_company_s_number() -> None:
    destination = _dial("89211234567")
    assert isinstance(destination, ToTrunk)
    assert (destination.number, destination.caller_id) == ("+79211234567", "+74950000001")


def test_a_person_s_own_number_is_presented_instead() -> None:
    destination = _dial("+79211234567", company("daisy", own="+74950000001"))
    assert isinstance(destination, ToTrunk)
    assert destination.caller_id == "+74950000001"


class TestOutside:
    """A caller whom a tree passes on."""

    def _pass_on(self, number: str, presented: str) -> ToTrunk | Nowhere:
        snapshot = Snapshot(two_trunks(), 1)
        return route_outside(snapshot, number, presented=presented, dialled="+74950000002")

    def test_the_trunk_is_that_of_the_presented_number(self) -> None:
        way = self._pass_on("+79211234567", "+74950000001")
        assert isinstance(way, ToTrunk)
        assert (way.trunk.name, way.number, way.caller_id) == (
            "first",
            "+79211234567",
            "+74950000001",
        )

    def test_a_foreign_number_goes_over_the_trunk_the_call_came_by(self) -> None:
        way = self._pass_on("+79211234567", "+79990000000")
        assert isinstance(way, ToTrunk)
        assert (way.trunk.name, way.caller_id) == ("second", "+79990000000")

    def test_a_number_of_the_house_has_a_tree_and_is_not_called(self) -> None:
        way = self._pass_on("+74950000001", "+74950000002")
        assert isinstance(way, Nowhere) and "own" in way.reason

    def test_without_a_trunk_nobody_is_called(self) -> None:
        bare = company("daisy").model_copy(update={"trunks": {}, "numbers": ()})
        way = route_outside(
            Snapshot(bare, 1), "+79211234567", presented="+79990000000", dialled="101"
        )
        assert isinstance(way, Nowhere)


def two_trunks() -> Company:
    return company("daisy").model_copy(
        update={
            "trunks": {
                "first": {"addresses": ["203.0.113.1"]},
                "second": {"addresses": ["203.0.113.2"]},
            },
            "numbers": [
                {"number": "+74950000001", "trunk": "first", "tree": "main"},
                {"number": "+74950000002", "trunk": "second", "tree": "main"},
            ],
        }
    )
