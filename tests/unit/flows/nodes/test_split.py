"""The split node: by chance and by turns."""

from __future__ import annotations

from collections import Counter

import pytest
from pydantic import ValidationError

from ringtree.company.lint import lint
from ringtree.flows.nodes.split import Split
from ringtree.flows.world import World
from tests.unit.flows.fake_call import NOBODY, FakeCall


async def ways(node: Split, calls: int) -> list[str]:
    world, taken = World(), []
    for number in range(calls):
        call = FakeCall(world=world)
        call.carried.seed = f"call {number}"
        call.trace.enter("split", "split", "main")
        taken.append(await node.run(call))
    return taken


async def test_by_turns_so_many_in_a_row() -> None:
    node = Split.model_validate({"by": "turns", "ways": {"north": 2, "south": 1}})
    assert await ways(node, 7) == ["north", "north", "south"] * 2 + ["north"]


async def test_each_node_counts_for_itself() -> None:
    node = Split.model_validate({"by": "turns", "ways": {"a": 1, "b": 1}})
    world = World()
    taken = []
    for name in ("one", "two", "one"):
        call = FakeCall(world=world)
        call.trace.enter(name, "split", "main")
        taken.append(await node.run(call))
    assert taken == ["a", "a", "b"]


async def test_by_chance_in_shares() -> None:
    node = Split.model_validate({"ways": {"usual": 90, "new": 10}})
    counted = Counter(await ways(node, 2000))
    assert 150 < counted["new"] < 250


async def test_the_same_call_goes_the_same_way_again() -> None:
    node = Split.model_validate({"ways": {"a": 50, "b": 50}})
    assert await ways(node, 50) == await ways(node, 50)


async def test_shares_that_lint_refuses_still_lead_somewhere() -> None:
    assert set(await ways(Split(ways={"a": 1, "b": 1}), 50)) == {"a", "b"}


def test_every_way_is_an_exit() -> None:
    assert Split(ways={"a": 1, "b": 99}).exit_names == ("a", "b")


@pytest.mark.parametrize("ways", [{"a": 100}, {"a": 0, "b": 100}, {"a b": 50, "b": 50}])
def test_a_split_has_two_ways_at_least(ways: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Split.model_validate({"ways": ways})


@pytest.mark.parametrize(
    ("by", "shares", "found"),
    [
        ("chance", (60, 40), False),
        ("chance", (60, 50), True),
        ("chance", (60, 30), True),
        ("turns", (2, 1), False),
    ],
)
def test_lint_adds_up_percentages(by: str, shares: tuple[int, int], found: bool) -> None:
    share = dict(zip(("a", "b"), shares, strict=True))
    split = {"type": "split", "by": by, "ways": share, "exits": {"a": "bye", "b": "bye"}}
    nodes = {"split": split, "bye": {"type": "hang_up"}}
    company = NOBODY.model_copy(update={"trees": {"main": {"start": "split", "nodes": nodes}}})
    rules = [problem.rule for problem in lint(company)]
    assert ("split-not-whole" in rules) is found
