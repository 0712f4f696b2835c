"""Loops of who only listens."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.flows.proof.loops import Loops
from ringtree.flows.proof.probe import Prober
from ringtree.flows.proof.walk import Walk
from ringtree.flows.simulation.script import Manner
from tests.unit.flows.simulation.company import MONDAY, company, main_tree, other_tree

OPEN = {("main", "who"): "other", ("main", "hours"): "open"}


def loops(load: Manner, **changes: Any) -> list[list[str]]:
    made = company(trees={"main": main_tree(**changes), "other": other_tree()})
    fallbacks = {name: tree.fallback for name, tree in made.trees.items()}
    walk = Walk(made, "main", OPEN)
    found = Loops(walk, Prober(made, MONDAY), OPEN, load, fallbacks)
    return [[state.node for state in loop] for loop in found]


def test_a_sound_tree_has_none() -> None:
    assert loops(Manner.BUSY) == []


@pytest.mark.parametrize(("load", "count"), [(Manner.FREE, 0), (Manner.BUSY, 1)])
def test_a_loop_depends_on_how_people_behave(load: Manner, count: int) -> None:
    sales = {"type": "queue", "queue": "sales", "exits": {"overflow": "sales", "closed": "bye"}}
    assert len(loops(load, sales=sales)) == count


def test_a_tree_that_is_come_back_from_is_one_step() -> None:
    branch = {"type": "branch", "tree": "other", "returns": ["next"], "exits": {"next": "branch"}}
    assert loops(Manner.FREE, branch=branch) == [["branch"]]
