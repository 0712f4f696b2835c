"""Where a call is among trees."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from ringtree.company.model import Company, Tree
from ringtree.flows.branches import Branches, BranchTooDeep, UnknownTree
from ringtree.flows.runner import FlowLimits
from ringtree.records.trace import TraceEntry
from tests.unit.flows.fake_call import NOBODY, FakeCall
from tests.unit.flows.trees import walk


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


# -- any trees that lead into each other

NODES, EXITS = ("a", "b", "c", "d"), ("x", "y")


@st.composite
def companies(draw: st.DrawFn) -> Company:
    target, exit_name = st.sampled_from(NODES), st.sampled_from(EXITS)

    def node() -> dict[str, Any]:
        match draw(st.sampled_from(["greeting", "branch", "return", "hang_up", "queue"])):
            case "greeting":
                return {"type": "greeting", "prompt": "Hi", "exits": {"next": draw(target)}}
            case "branch":
                wired = {one: draw(target) for one in EXITS if draw(st.booleans())}
                tree = draw(st.sampled_from([*NODES, "nowhere"]))
                return {"type": "branch", "tree": tree, "returns": list(EXITS), "exits": wired}
            case "return":
                return {"type": "return", "exit": draw(exit_name)}
            case "queue":
                return {"type": "queue", "queue": "sales"}
        return {"type": "hang_up"}

    trees = {
        name: {
            "start": draw(target),
            "fallback": draw(st.none() | target),
            "nodes": {one: node() for one in NODES},
        }
        for name in NODES
    }
    return NOBODY.model_copy(update={"trees": trees})


@given(drawn=companies())
async def test_whatever_leads_where_a_call_ends_and_its_trace_follows_the_branches(
    drawn: Company,
) -> None:
    call = FakeCall(company=drawn)
    with capture_logs():
        await walk(drawn.trees["a"], call, limits=FlowLimits(hops=40, quick_hops=15, depth=3))
    assert call.hung_up is not None
    entries = call.trace.entries
    for entry, following in pairwise(entries):
        if {"error", "unwired", "limit"} & entry.facts.keys():
            continue  # a fallback took the call, of this tree or one further out
        if entry.exit == "entered":
            assert (following.tree, following.node) == (into(entry), drawn.trees[into(entry)].start)
        elif entry.exit == "returned":
            assert following.tree == entry.facts["to"].partition("/")[0]
        else:
            assert following.tree == entry.tree


def into(entry: TraceEntry) -> str:
    return str(entry.facts["into"])
