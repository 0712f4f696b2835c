"""From the digits an employee dials to a colleague, the house itself or a trunk."""

from __future__ import annotations

import pytest

from ringtree.company.model import Company, Person
from ringtree.routing.directory import Snapshot
from ringtree.routing.outbound import (
    Destination,
    Nowhere,
    ToExtension,
    ToNumber,
    ToTrunk,
    route_outbound,
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
