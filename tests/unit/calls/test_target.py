"""Whom an attempt wants to reach."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ringtree.calls.target import Accept
from tests.unit.calls.house import target


def test_every_device_s_address_is_of_interest_for_media() -> None:
    whom = target("101", "192.0.2.1", "192.0.2.2")
    assert [hop.host for hop in whom.hops] == ["192.0.2.1", "192.0.2.2"]


def test_who_has_to_accept_talks_with_us_before_anybody_else() -> None:
    whom = target("mobile", "192.0.2.1", account=None)
    assert whom.own_media == ""
    assert replace(whom, accept=Accept((Path("one.al"),), 15.0)).own_media == "mobile"
