"""From the number dialled on a trunk to the company that owns it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.routing.directory import Directory, Snapshot
from ringtree.routing.inbound import InboundRoute, as_e164, route_inbound, spellings
from tests.unit.routing.companies import company


def _directory() -> Directory:
    directory = Directory()
    directory.publish(Snapshot(company("daisy"), 1))
    directory.publish(Snapshot(company("aster", "+74950000002", trunk="203.0.113.9"), 1))
    return directory


def _route(host: str, *dialled: str) -> InboundRoute | None:
    directory = _directory()
    return route_inbound(directory, directory.trunks_at(host, 5060), dialled)


@pytest.mark.parametrize("dialled", ["+74950000001", "74950000001", "84950000001", "4950000001"])
def test_a_number_is_found_however_the_carrier_writes_it(dialled: str) -> None:
    route = _route("203.0.113.1", dialled)

    assert route is not None
    assert (route.snapshot.code, route.number.number) == ("daisy", "+74950000001")


def test_another_company_s_number_is_not_reached_through_this_trunk() -> None:
    assert _route("203.0.113.1", "+74950000002") is None


def test_a_stranger_s_address_reaches_nobody() -> None:
    assert _route("198.51.100.7", "+74950000001") is None


@pytest.mark.parametrize("dialled", ["", "anna", "101", "+74950000003", "١٢٣", "+"])
def test_what_nobody_has_leads_nowhere(dialled: str) -> None:
    assert _route("203.0.113.1", dialled) is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_numbers(dialled: str) -> None:
    for digits in spellings(dialled):
        assert digits.isdecimal()


def test_a_foreign_number_stays_foreign() -> None:
    assert as_e164("+442079460000") == "442079460000"
    assert as_e164("84950000001") == "74950000001"
