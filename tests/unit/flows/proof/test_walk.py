"""Every way, explored once per node."""

from __future__ import annotations

from ringtree.flows.proof.walk import State, Walk
from tests.unit.flows.simulation.company import company, main_tree, other_tree

OPEN = {("main", "who"): "other", ("main", "hours"): "open"}


def test_everything_that_may_be_chosen_is_reached() -> None:
    walk = Walk(company(), "main", OPEN)
    assert {state.node for state in walk.surely} == {
        *("who", "hours", "menu", "sales", "ann", "branch", "bye", "ask", "back")
    }
    assert walk.dead_ends == []


def test_the_way_through_another_tree_is_told_whole() -> None:
    after = {"type": "greeting", "prompt": "Back.", "exits": {"next": "bye"}}
    branch = {"type": "branch", "tree": "other", "returns": ["next"], "exits": {"next": "after"}}
    trees = {"main": main_tree(branch=branch, after=after), "other": other_tree()}
    walk = Walk(company(trees=trees), "main", OPEN)
    way = [f"{step.state.node}:{step.exit}" for step in walk.way(State("main", "after"))]
    assert way == ["who:other", "hours:open", "menu:3", "branch:entered", "ask:1", "back:next"]


def test_a_return_without_a_branch_is_a_dead_end() -> None:
    walk = Walk(company(), "other", {})
    (lost,) = walk.dead_ends
    assert [step.state.node for step in walk.whole_way(lost)] == ["ask", "back"]


def test_a_fallback_is_reached_by_failures_only() -> None:
    tree = {**main_tree(spare={"type": "hang_up"}), "fallback": "spare"}
    walk = Walk(company(trees={"main": tree, "other": other_tree()}), "main", OPEN)
    spare = State("main", "spare", True)
    assert spare in walk.found
    assert spare not in walk.surely


def test_what_is_avoided_is_not_walked_through() -> None:
    walk = Walk(company(), "main", OPEN, avoided={("main", "menu")})
    assert {state.node for state in walk.surely} == {"who", "hours"}
