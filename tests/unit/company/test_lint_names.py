"""Names nobody has: one failing and one passing example for each rule."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.lint import errors, lint
from ringtree.company.problem import Severity
from ringtree.company.text import check
from tests.unit.company.small import TEXT, company, tree


def rules(**changes: Any) -> list[tuple[str, str]]:
    return [(found.rule, found.dotted) for found in lint(company(**changes))]


def queue(*agents: str) -> dict[str, Any]:
    return {"q": {"title": "Q", "agents": agents}}


def test_a_sound_company_has_no_problems() -> None:
    assert check(TEXT)[1] == []
    assert rules() == []


@pytest.mark.parametrize(
    ("changes", "rule", "path"),
    [
        ({"queues": queue()}, "queue-nobody-serves", "queues.q.agents"),
        ({"queues": queue("101", "109")}, "unknown-reference", "queues.q.agents[1]"),
        ({"queues": queue("101", "101")}, "duplicate", "queues.q.agents"),
        ({"groups": {"g": {"extensions": ["109"]}}}, "unknown-reference", "groups.g.extensions[0]"),
        ({"groups": {"g": {"extensions": ["101"] * 2}}}, "duplicate", "groups.g.extensions"),
        ({"outgoing": "+442071234560"}, "unknown-reference", "outgoing"),
        (
            {"people": [{"extension": "101", "name": "A", "number": "+442071234560"}]},
            "unknown-reference",
            "people[0].number",
        ),
        (
            {"people": [{"extension": "101", "name": name} for name in "AB"]},
            "duplicate",
            "people[1].extension",
        ),
        (
            {"numbers": [{"number": "+442071234567", "trunk": "c", "tree": "main"}]},
            "unknown-reference",
            "numbers[0].trunk",
        ),
        (
            {"numbers": [{"number": "+442071234567", "trunk": "carrier", "tree": "main"}] * 2},
            "duplicate",
            "numbers[1].number",
        ),
    ],
)
def test_a_wrong_name_is_found(changes: dict[str, Any], rule: str, path: str) -> None:
    assert (rule, path) in rules(**changes)


def test_a_number_needs_its_tree() -> None:
    number = {"number": "+442071234567", "trunk": "carrier", "tree": "mian"}
    found = lint(company(numbers=[number]))
    assert found[0].message == "there is no tree 'mian'; did you mean 'main'?"
    assert (found[1].rule, found[1].severity) == ("unused-tree", Severity.WARNING)
    assert errors(found) == [found[0]]


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("extension", "101"),
        ("group", "g"),
        ("target", "101"),
        ("target", "g"),
        ("queue", "q"),
        ("tree", "main"),
        ("trunk", "carrier"),
        ("number", "+442071234567"),
    ],
)
def test_a_node_may_name_only_what_there_is(kind: str, known: str) -> None:
    parts = {"groups": {"g": {"extensions": ["101"]}}, "queues": queue("101")}
    right = tree(start={"type": "ring", "kind": kind, "whom": known})
    wrong = tree(start={"type": "ring", "kind": kind, "whom": "999999"})
    assert rules(trees={"main": right}, **parts) == []
    assert rules(trees={"main": wrong}, **parts) == [
        ("unknown-reference", "trees.main.nodes.start")
    ]


def test_a_strategy_must_be_one_the_engine_has() -> None:
    acme = company(queues={"q": {"title": "Q", "agents": ["101"], "strategy": "longest_idel"}})
    (found,) = lint(acme, strategies=("longest_idle", "ring_all"))
    assert (found.rule, found.allowed) == ("unknown-strategy", "longest_idle, ring_all")
    assert "did you mean 'longest_idle'?" in found.message
    assert lint(acme) == []


def test_a_tree_that_another_one_names_is_used() -> None:
    branch = tree(start={"type": "ring", "kind": "tree", "whom": "branch"})
    assert rules(trees={"main": branch, "branch": tree(end={"type": "bye"})}) == []
    assert rules(trees={"main": tree(a={"type": "bye"}), "branch": tree(a={"type": "bye"})}) == [
        ("unused-tree", "trees.branch")
    ]
