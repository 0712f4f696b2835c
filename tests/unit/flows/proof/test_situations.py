"""Every moment and caller that makes a difference, once."""

from __future__ import annotations

from ringtree.flows.proof.situations import situations
from tests.unit.flows.simulation.company import MONDAY, VIP, company


def test_open_or_closed_times_known_or_not_are_four_situations() -> None:
    made = company()
    nodes = {("main", name): node for name, node in made.trees["main"].nodes.items()}
    found, moments = situations(made, nodes, MONDAY)
    assert {(one.exits["main", "who"], one.exits["main", "hours"]) for one in found} == {
        ("vip", "open"),
        ("vip", "closed"),
        ("other", "open"),
        ("other", "closed"),
    }
    assert {one.caller for one in found if one.exits["main", "who"] == "vip"} == {VIP}
    assert moments == 2 * 262 + 1


def test_without_hours_and_rules_there_is_one() -> None:
    found, moments = situations(company(), {}, MONDAY)
    assert (len(found), moments) == (1, 1)


def test_callers_by_country_beginning_and_without_a_number() -> None:
    rules = {
        "hidden": {"anonymous": True},
        "germans": {"countries": ["DE"]},
        "city": {"numbers": ["+7495*"]},
    }
    node = {"type": "caller", "rules": rules, "exits": dict.fromkeys([*rules, "other"], "end")}
    tree = {"start": "who", "nodes": {"who": node, "end": {"type": "hang_up"}}}
    made = company(trees={"main": tree})
    found, _ = situations(made, {("main", "who"): made.trees["main"].nodes["who"]}, MONDAY)
    assert {one.exits["main", "who"] for one in found} == {*rules, "other"}
