"""The set node."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.flows.nodes.set_ import Set
from tests.unit.flows.fake_call import FakeCall


async def run(call: FakeCall, **settings: Any) -> dict[str, Any]:
    call.trace.enter("set", "set", "main")
    assert await Set.model_validate(settings).run(call) == "next"
    entry = call.trace.entries[-1]
    call.trace.leave("next")
    return entry.facts


async def test_what_is_set_goes_with_the_call() -> None:
    call = FakeCall()
    facts = await run(
        call,
        priority=5,
        tags=["vip", "north"],
        note="From {caller}",
        name_prefix="VIP",
        variables={"order": "17"},
    )
    carried = call.carried
    assert (carried.priority, carried.tags, carried.name_prefix) == (5, ["vip", "north"], "VIP")
    assert carried.note == "From +7 999 123-45-67"
    assert dict(carried.variables) == {"order": "17"}
    assert facts == {
        "priority": 5,
        "tags": ["vip", "north"],
        "note": "From +7 999 123-45-67",
        "name_prefix": "VIP",
        "variables": {"order": "17"},
    }


async def test_what_is_not_named_stays() -> None:
    call = FakeCall()
    await run(call, priority=5, tags="vip", note="One")
    assert await run(call, tags="more") == {"tags": ["more"]}
    assert (call.carried.priority, call.carried.note) == (5, "One")
    assert call.carried.tags == ["vip", "more"]


async def test_a_note_can_be_taken_back() -> None:
    call = FakeCall()
    await run(call, note="One", priority=3)
    assert await run(call, note="", priority=0) == {"note": "", "priority": 0}
    assert (call.carried.note, call.carried.priority) == ("", 0)


async def test_values_are_what_they_were_before_this_node() -> None:
    call = FakeCall()
    await run(call, variables={"a": "1"})
    await run(call, note="{a}", variables={"b": "{a}{a}"})
    assert (call.carried.variables["b"], call.carried.note) == ("11", "1")


def test_lint_hears_of_its_texts_and_variables() -> None:
    node = Set.model_validate({"note": "a", "name_prefix": "b", "variables": {"v": "c"}})
    assert list(node.texts()) == ["a", "b", "c"]
    assert list(node.sets()) == ["v"]
    assert node.exit_names == ("next",)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"priority": 11},
        {"tags": ["a", "a"]},
        {"tags": "\n"},
        {"name_prefix": "x" * 21},
        {"variables": {"hours": "x"}},
        {"variables": {"a b": "x"}},
        {"note": "x" * 501},
    ],
)
def test_what_sets_nothing_or_too_much_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Set.model_validate(settings)
