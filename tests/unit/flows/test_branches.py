"""Where a call is among trees."""

from __future__ import annotations

import pytest

from ringtree.company.model import Tree
from ringtree.flows.branches import Branches, BranchTooDeep, UnknownTree


def bare(name: str, fallback: str | None = None) -> Tree:
    nodes = {"start": {"type": "hang_up"}}
    return Tree.model_validate(
        {"name": name, "start": f"{name}_start", "nodes": nodes, "fallback": fallback}
    )


MAIN, A, B = bare("main", "rescue"), bare("a"), bare("b", "help")
TREES = {"main": MAIN, "a": A, "b": B}


def test_into_a_tree_and_back_to_the_node_that_led_there() -> None:
    at = Branches(MAIN, depth=2)
    assert at.enter("a", TREES, by="one") == "a_start"
    assert at.enter("b", TREES, by="two") == "b_start"
    assert (at.leave(), at.tree) == ("two", A)
    assert (at.leave(), at.tree) == ("one", MAIN)
    assert (at.leave(), at.tree) == (None, MAIN)


def test_no_deeper_than_allowed() -> None:
    at = Branches(MAIN, depth=1)
    at.enter("a", TREES, by="one")
    with pytest.raises(BranchTooDeep, match="main → a → b"):
        at.enter("b", TREES, by="two")
    assert at.tree is A


def test_an_unknown_tree_is_not_entered() -> None:
    at = Branches(MAIN, depth=1)
    with pytest.raises(UnknownTree, match="'c'"):
        at.enter("c", TREES, by="one")
    assert at.tree is MAIN


def test_the_nearest_fallback_takes_the_call() -> None:
    at = Branches(MAIN, depth=3)
    at.enter("a", TREES, by="one")
    at.enter("b", TREES, by="two")
    assert (at.fallback(has_failed=False), at.tree) == ("help", B)
    assert (at.fallback(has_failed=True), at.tree) == ("rescue", MAIN)
    assert at.fallback(has_failed=True) is None
