"""From the digits an employee dials to a colleague, the house itself or a trunk."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.model import Company, Person
from ringtree.routing.caller_id import CallerId
from ringtree.routing.directory import Snapshot
from ringtree.routing.outbound import (
    Destination,
    Nowhere,
    Refusal,
    ToCode,
    ToExtension,
    ToNumber,
    ToOutside,
    Way,
    route_outbound,
    route_outside,
)
from tests.unit.routing.calling import ANNAS, MOBILE, OFFICE, calling
from tests.unit.routing.companies import company


def _dial(dialled: str, one: Company | None = None) -> Destination:
    snapshot = Snapshot(one or company("daisy"), 1)
    person = snapshot.company.person("101")
    assert isinstance(person, Person)
    return route_outbound(snapshot, person, dialled)


def test_an_internal_number_is_a_colleague() -> None:
    assert _dial("102") == ToExtension("102")


@pytest.mark.parametrize("dialled", ["105", "999999", "abc", "", "*99"])
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
    assert isinstance(destination, ToOutside)
    assert destination.number == "+79211234567"
    assert [way.caller_id for way in destination.ways] == [CallerId("+74950000001")]


def test_a_person_s_own_number_is_presented_instead() -> None:
    destination = _dial("+79211234567", company("daisy", own="+74950000001"))
    assert isinstance(destination, ToOutside)
    assert destination.ways[0].caller_id == CallerId("+74950000001")


class TestRefused:
    """What does not go out, and how it is told."""

    @pytest.mark.parametrize(
        ("dialled", "refusal"),
        [
            ("+442079460000", Refusal.NOT_PERMITTED),
            ("810442079460000", Refusal.NOT_PERMITTED),
            ("88091234567", Refusal.NOT_PERMITTED),
            ("*5189211234567", Refusal.NOT_PRESENTABLE),
            ("*9989211234567", Refusal.NO_SUCH_NUMBER),
            ("#9989211234567", Refusal.NO_SUCH_NUMBER),
        ],
    )
    def test_each_for_its_reason(self, dialled: str, refusal: Refusal) -> None:
        found = route_outbound(
            Snapshot(calling({"caller_ids": {"*51": ANNAS}}), 1), person("203"), dialled
        )
        assert isinstance(found, Nowhere) and found.refusal is refusal

    def test_no_route_is_no_way(self) -> None:
        company = calling({"routes": [{"countries": "GB", "trunks": "first"}]})
        found = route_outbound(Snapshot(company, 1), person("203"), MOBILE)
        assert isinstance(found, Nowhere) and found.refusal is Refusal.NO_TRUNK


class TestCallerIds:
    """What is chosen for one call."""

    def test_a_code_chooses_the_number(self) -> None:
        company = calling({"caller_ids": {"*51": OFFICE, "*67": "anonymous"}})
        shown = []
        for dialled in ("*5189211234567", "*6789211234567", "89211234567"):
            found = route_outbound(Snapshot(company, 1), person("201"), dialled)
            assert isinstance(found, ToOutside) and found.number == MOBILE
            shown.append(found.ways[0].caller_id)
        assert shown == [CallerId(OFFICE), CallerId(ANNAS, anonymous=True), CallerId(ANNAS)]

    def test_an_interface_chooses_too_and_a_code_goes_before(self) -> None:
        company = calling({"caller_ids": {"*51": OFFICE}})
        snapshot = Snapshot(company, 1)
        chosen = route_outbound(snapshot, person("202"), MOBILE, chosen=OFFICE)
        assert isinstance(chosen, ToOutside)
        assert chosen.ways[0].caller_id == CallerId(OFFICE)
        coded = route_outbound(snapshot, person("202"), f"*51{MOBILE}", chosen="anonymous")
        assert isinstance(coded, ToOutside)
        assert coded.ways[0].caller_id == CallerId(OFFICE)


class TestEmergency:
    """Help is called whatever is permitted."""

    def test_it_goes_out_over_every_trunk_there_is(self) -> None:
        company = calling(
            {"countries": [], "kinds": [], "routes": [{"hours": "x", "trunks": "first"}]}
        )
        found = route_outbound(Snapshot(company, 1), person("201"), "112", is_open=lambda _: False)
        assert isinstance(found, ToOutside) and found.is_emergency
        assert found.number == "112"
        assert [way.trunk.name for way in found.ways] == ["second", "first"]

    def test_without_a_trunk_nobody_can_be_called(self) -> None:
        bare = calling(trunks={}, numbers=[])
        found = route_outbound(Snapshot(bare, 1), person("201"), "112")
        assert isinstance(found, Nowhere) and found.refusal is Refusal.NO_TRUNK


@given(st.text("0123456789*#+ab ", max_size=16))
def test_what_is_short_or_starred_never_leaves_unless_it_calls_for_help(dialled: str) -> None:
    company = calling({"countries": "all"})
    found = route_outbound(Snapshot(company, 1), person("203"), dialled)
    if isinstance(found, ToOutside) and not found.is_emergency:
        plain = dialled.removeprefix("*67")
        assert len(plain) > 6 and plain[0] not in "*#"
        assert found.number.startswith("+") and found.number[1:].isdigit()


def person(extension: str) -> Person:
    found = calling().person(extension)
    assert found is not None
    return found


class TestOutside:
    """A caller whom a tree passes on."""

    def _pass_on(self, number: str, presented: str, **trunk: Any) -> ToOutside | Nowhere:
        snapshot = Snapshot(two_trunks(**trunk), 1)
        return route_outside(snapshot, number, presented=presented, dialled="+74950000002")

    def test_the_trunk_is_that_of_the_presented_number(self) -> None:
        way = self._pass_on("+79211234567", "+74950000001")
        assert isinstance(way, ToOutside)
        first = two_trunks().trunks["first"]
        assert way == ToOutside("+79211234567", (Way(first, CallerId("+74950000001")),))

    def test_a_foreign_number_goes_over_the_trunk_the_call_came_by(self) -> None:
        found = self._pass_on("+79211234567", "+79990000000", original_caller=True)
        assert isinstance(found, ToOutside)
        (way,) = found.ways
        assert (way.trunk.name, way.caller_id.number) == ("second", "+79990000000")
        assert way.diverted_by == "+74950000002"

    def test_a_trunk_that_does_not_allow_it_shows_the_company_s_number(self) -> None:
        found = self._pass_on("+79211234567", "+79990000000")
        assert isinstance(found, ToOutside)
        (way,) = found.ways
        assert (way.caller_id, way.diverted_by) == (CallerId("+74950000002"), "")

    def test_what_the_company_may_not_call_no_tree_calls(self) -> None:
        found = self._pass_on("+442079460000", "+74950000001")
        assert isinstance(found, Nowhere) and found.refusal is Refusal.NOT_PERMITTED

    def test_a_number_of_the_house_has_a_tree_and_is_not_called(self) -> None:
        way = self._pass_on("+74950000001", "+74950000002")
        assert isinstance(way, Nowhere) and "own" in way.reason

    def test_without_a_trunk_nobody_is_called(self) -> None:
        bare = company("daisy").model_copy(update={"trunks": {}, "numbers": ()})
        way = route_outside(
            Snapshot(bare, 1), "+79211234567", presented="+79990000000", dialled="101"
        )
        assert isinstance(way, Nowhere)


def two_trunks(**trunk: Any) -> Company:
    return company("daisy").model_copy(
        update={
            "trunks": {
                "first": {"addresses": ["203.0.113.1"], **trunk},
                "second": {"addresses": ["203.0.113.2"], **trunk},
            },
            "numbers": [
                {"number": "+74950000001", "trunk": "first", "tree": "main"},
                {"number": "+74950000002", "trunk": "second", "tree": "main"},
            ],
        }
    )
