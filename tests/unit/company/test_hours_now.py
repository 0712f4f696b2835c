"""A schedule at a moment, as people see it."""

from __future__ import annotations

from ringtree.company.hours_now import hours_now
from ringtree.company.overriding import override_of
from tests.unit.company.test_overriding import ACME, NOW, OFFICE


def test_it_says_what_holds_and_what_callers_hear() -> None:
    told = hours_now(ACME, OFFICE, None, NOW).to_dict()
    assert told["open"] and told["override"] is None
    assert told["status"] == "It is open now. It closes today at six p.m."
    assert told["says"].startswith("we are open Monday to Friday")


def test_an_override_says_who_set_it_and_when_it_ends() -> None:
    closed = override_of(OFFICE, "closed", since=NOW, who="anna")
    found = hours_now(ACME, OFFICE, closed, NOW)
    assert found.override == closed
    told = found.to_dict()
    assert not told["open"] and told["reason"] == "override"
    assert told["override"]["who"] == "anna"
    assert told["override"]["ends"] == "2026-11-23T15:00:00+00:00"
