"""Shapes of trees in which a caller would be lost."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.lint import lint
from ringtree.company.problem import Problem
from tests.unit.company.small import company, tree

BYE = {"type": "bye"}


def say(target: str | None = None) -> dict[str, Any]:
    return {"type": "say", "prompt": "x", "exits": {"next": target} if target else {}}


def ask(**exits: str) -> dict[str, Any]:
    return {"type": "ask", "prompt": "x", "choices": ["1"], "exits": exits}


def ring(target: str | None = None) -> dict[str, Any]:
    return {"type": "ring", "whom": "x", "exits": {"nobody": target} if target else {}}


def rules(fallback: str | None = None, **nodes: dict[str, Any]) -> list[tuple[str, str]]:
    found = problems({**tree(**nodes), "fallback": fallback})
    return [(one.rule, one.dotted.removeprefix("trees.main.")) for one in found]


def problems(main: dict[str, Any]) -> list[Problem]:
    """What is wrong with a tree in a company whose texts and queues are in order."""
    queues = {"x": {"title": "X", "agents": ["101"]}}
    return [
        one
        for one in lint(company(trees={"main": main}, queues=queues))
        if one.rule != "unnamed-choice"
    ]


def test_a_sound_tree_has_no_problems() -> None:
    choice = ask(**{"1": "sales", "no_input": "end"})
    assert rules(hello=say("choice"), choice=choice, sales=ring("end"), end=BYE) == []


def test_exits_lead_to_nodes_there_are() -> None:
    assert rules(a=say("b")) == [("unknown-node", "nodes.a.exits.next")]


def test_start_and_fallback_are_nodes_there_are() -> None:
    main = {"start": "x", "fallback": "y", "nodes": {"end": BYE}}
    found = problems(main)
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
    assert rules(a=say("b"), b=ask(**{"1": "a", "no_input": "end"}), end=BYE) == []


def test_two_loops_are_two_problems_with_their_way() -> None:
    choice = ask(**{"1": "a", "no_input": "b"})
    main = tree(start=choice, a=say("c"), c=say("a"), b=say("b"))
    found = problems(main)
    assert [one.message for one in found] == [
        "the loop a → c → a never waits for the caller",
        "the loop b → b never waits for the caller",
    ]


@pytest.mark.parametrize(
    ("nodes", "place"),
    [
        ({"a": ask(**{"1": "end", "no_input": "a"}), "end": BYE}, "nodes.a"),
        ({"a": say("b"), "b": ask(**{"1": "end", "no_input": "a"}), "end": BYE}, "nodes.b"),
    ],
)
def test_who_presses_nothing_is_not_asked_for_ever(
    nodes: dict[str, dict[str, Any]], place: str
) -> None:
    assert rules(**nodes) == [("silent-loop", place)]


def test_a_menu_whose_silence_leads_nowhere_is_half_built() -> None:
    # FreePBX#767: after three timeouts the generated dialplan says Goto().
    menu = ask(**{"1": "end"})
    assert rules(a=menu, end=BYE) == [("unwired-exit", "nodes.a.exits")]
    assert rules(a={**menu, "exits": {"1": "end", "no_input": ""}}, end=BYE) == [
        ("unknown-node", "nodes.a.exits.no_input")
    ]


def test_a_menu_without_its_words_is_half_built() -> None:
    # NethServer#7857: the timeout plays a recording that was never chosen.
    with pytest.raises(ValidationError, match="prompt"):
        problems(tree(a={"type": "ask", "choices": ["1"], "exits": {"1": "a", "no_input": "a"}}))
