"""From a way to the keys that lead along it."""

from __future__ import annotations

import pytest

from ringtree.flows.proof.example import example_of
from ringtree.flows.proof.situations import Situation
from ringtree.flows.proof.walk import State, Step
from ringtree.flows.simulation.script import Manner
from tests.unit.flows.simulation.company import MONDAY, company


@pytest.mark.parametrize(
    ("steps", "load", "press", "agents"),
    [
        ([("menu", "1"), ("sales", "overflow")], None, "1", "busy"),
        ([("menu", "no_input")], None, "wait,wait", "free"),
        ([("menu", "no_match")], None, "9,9", "free"),
        ([("menu", "2"), ("ann", "busy")], Manner.AWAY, "2", "away,101=busy"),
    ],
)
def test_keys_and_manners(
    steps: list[tuple[str, str]], load: Manner | None, press: str, agents: str
) -> None:
    made = company()
    way = [Step(State("main", node), exit_name) for node, exit_name in steps]
    example = example_of(made, made.numbers[0], Situation(MONDAY, "", {}), way, load)
    assert (example.press, example.agents) == (press, agents)


def test_a_number_typed_in_a_menu_is_somebodys() -> None:
    made = company()
    menu = made.trees["main"].nodes["menu"].model_copy(update={"direct_dial": "all"})
    nodes = {**made.trees["main"].nodes, "menu": menu}
    tree = made.trees["main"].model_copy(update={"nodes": nodes})
    made = made.model_copy(update={"trees": {**made.trees, "main": tree}})
    way = [Step(State("main", "menu"), "busy")]
    example = example_of(made, made.numbers[0], Situation(MONDAY, "", {}), way, None)
    assert example.press == "101"
