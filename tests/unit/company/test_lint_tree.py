"""Shapes of trees in which a caller would be lost."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.lint_tree import lint_tree
from tests.unit.company.small import company, tree

BYE = {"type": "bye"}


def say(target: str | None = None) -> dict[str, Any]:
    return {"type": "say", "prompt": "x", "exits": {"next": target} if target else {}}


def ask(**exits: str) -> dict[str, Any]:
    return {"type": "ask", "prompt": "x", "choices": ["1"], "exits": exits}


def ring(target: str | None = None) -> dict[str, Any]:
    return {"type": "ring", "whom": "x", "exits": {"nobody": target} if target else {}}


def rules(fallback: str | None = None, **nodes: dict[str, Any]) -> list[tuple[str, str]]:
    main = {**tree(**nodes), "fallback": fallback}
    found = lint_tree(company(trees={"main": main}).trees["main"])
    return [(one.rule, one.dotted.removeprefix("trees.main.")) for one in found]


def test_a_sound_tree_has_no_problems() -> None:
    choice = ask(**{"1": "sales", "silence": "choice"})
    assert rules(hello=say("choice"), choice=choice, sales=ring("end"), end=BYE) == []


def test_exits_lead_to_nodes_there_are() -> None:
    assert rules(a=say("b")) == [("unknown-node", "nodes.a.exits.next")]


def test_start_and_fallback_are_nodes_there_are() -> None:
    main = {"start": "x", "fallback": "y", "nodes": {"end": BYE}}
    found = list(lint_tree(company(trees={"main": main}).trees["main"]))
    assert [one.dotted for one in found] == ["trees.main.start", "trees.main.fallback"]
    assert found[0].message == "there is no node 'x' in this tree"


def test_every_needed_exit_leads_somewhere() -> None:
    assert rules(a=say()) == [("unwired-exit", "nodes.a")]
    assert rules(a=ask(**{"1": "a"})) == [("unwired-exit", "nodes.a.exits")]
    assert rules(a=ring()) == []


def test_an_exit_the_node_does_not_have_is_refused() -> None:
    found = rules(a={**ring("b"), "exits": {"nobdy": "b"}}, b=BYE)
    assert ("unknown-exit", "nodes.a.exits.nobdy") in found


def test_a_node_nobody_reaches_is_told() -> None:
    assert rules(a=BYE, b=BYE) == [("unreachable-node", "nodes.b")]


def test_the_fallback_and_what_follows_it_are_reached() -> None:
    assert rules("sorry", a=BYE, sorry=say("end"), end=BYE) == []


@pytest.mark.parametrize(
    "nodes",
    [
        {"a": say("a")},  # FreePBX#79: a destination that is itself
        {"a": say("b"), "b": say("a")},
        {"a": say("b"), "b": ring("a")},
    ],
)
def test_a_loop_that_never_waits_is_told_once(nodes: dict[str, dict[str, Any]]) -> None:
    assert rules(**nodes) == [("endless-loop", "nodes.a")]


def test_a_loop_through_the_fallback_is_a_loop() -> None:
    assert rules("a", a=say("b"), b=ring()) == [("endless-loop", "nodes.a")]


def test_a_loop_that_waits_for_the_caller_is_none() -> None:
    assert rules(a=say("b"), b=ask(**{"1": "a", "silence": "b"})) == []


def test_two_loops_are_two_problems_with_their_way() -> None:
    choice = ask(**{"1": "a", "silence": "b"})
    main = tree(start=choice, a=say("c"), c=say("a"), b=say("b"))
    found = list(lint_tree(company(trees={"main": main}).trees["main"]))
    assert [one.message for one in found] == [
        "the loop a → c → a never waits for the caller",
        "the loop b → b never waits for the caller",
    ]
