"""Trunks of use; docs/lint.md has an example of each rule."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.lint import lint
from tests.unit.company.small import company

CARRIER = {"addresses": ["203.0.113.5"]}


def rules(trunk: dict[str, Any], **calling: Any) -> set[str]:
    """What is found of a second trunk."""
    made = company(trunks={"carrier": CARRIER, "other": trunk}, calling=calling)
    return {found.rule for found in lint(made)}


def test_a_trunk_that_nothing_uses_is_told() -> None:
    assert rules(CARRIER) == {"unused-trunk"}
    assert rules(CARRIER, routes=[{"trunks": ["other"]}]) == set()
    location = {"number": "+442071234567", "trunks": ["other"]}
    assert rules(CARRIER, locations={"hall": location}) == set()


@pytest.mark.parametrize("trunk", [{"authenticates": True}, {"addresses": ["203.0.113.0/24"]}])
def test_a_route_leads_somewhere(trunk: dict[str, Any]) -> None:
    assert rules(trunk, routes=[{"trunks": ["other"]}]) == {"trunk-without-way-out"}


def test_a_carrier_that_need_not_prove_anything_is_told() -> None:
    tls = {"server": "sip.example", "transport": "tls", "verify": False}
    routes = [{"trunks": ["other"]}]
    assert rules(tls, routes=routes) == {"believes-anybody"}
    assert rules({**tls, "verify": True}, routes=routes) == set()


def test_an_account_is_used_where_there_is_a_server() -> None:
    trunk = {"authenticates": True, "username": "acme"}
    assert rules(trunk) == {"unused-trunk", "useless-username"}
    assert rules({**CARRIER, "username": "acme"}) == {"unused-trunk"}


def test_a_trunk_registers_with_a_password_that_is_stored() -> None:
    trunk = {"server": "sip.carrier.example", "username": "acct", "registers": True}
    made = company(trunks={"carrier": CARRIER, "other": trunk})
    found = {one.rule for one in lint(made, trunk_passwords=())}
    assert found == {"unused-trunk", "trunk-without-password"}
    for known in (None, [(made.code, "other")]):
        assert {one.rule for one in lint(made, trunk_passwords=known)} == {"unused-trunk"}
    others = [("another", "other"), (made.code, "carrier")]
    assert "trunk-without-password" in {one.rule for one in lint(made, trunk_passwords=others)}
