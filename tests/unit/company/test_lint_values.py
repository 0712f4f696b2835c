"""Values in texts, as lint sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

import pytest

from ringtree.company.lint import lint
from ringtree.company.node import NODE_TYPES
from tests.unit.company.small import Say, company, tree


class Remember(Say):
    """Like set: gives a call a variable, and has a text that is not spoken."""

    type_name: ClassVar[str] = "remember"
    type: Literal["remember"] = "remember"  # type: ignore[assignment]
    variable: str
    note: str = ""

    def sets(self) -> Iterator[str]:
        yield self.variable

    def texts(self) -> Iterator[str]:
        yield from super().texts()
        yield self.note


@pytest.fixture(autouse=True)
def remember(node_types: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NODE_TYPES, "remember", Remember)


OPEN = {"weekly": {"monday": "09:00-18:00"}}
SALES = {"title": "Sales", "agents": ["101"]}


def rules(text: str, *, note: str = "", **changes: Any) -> list[str]:
    drawn = tree(
        set={
            "type": "remember",
            "prompt": text,
            "variable": "order",
            "note": note,
            "exits": {"next": "bye"},
        },
        bye={"type": "bye"},
    )
    found = lint(company(trees={"main": drawn}, **changes))
    return [one.rule for one in found if one.rule.endswith("-value") or "reference" in one.rule]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Order {order} of {caller}", []),
        ("Order {ordre}", ["unknown-value"]),
        ("{{ordre}}", []),
        ("{hours}", ["ambiguous-value"]),
        ("{place}", ["ambiguous-value"]),
        ("{hours:office}", ["unknown-reference"]),
    ],
)
def test_each_value_is_set_by_something(text: str, found: list[str]) -> None:
    assert rules(text) == found


def test_the_only_schedule_and_queue_need_not_be_named() -> None:
    text = "{hours} {next_opening:office} {place}"
    assert rules(text, schedules={"office": OPEN}, queues={"sales": SALES}) == []


def test_one_of_several_must_be_named() -> None:
    queues = {"sales": SALES, "support": SALES}
    assert rules("{place}", queues=queues) == ["ambiguous-value"]
    assert rules("{place:sales}", queues=queues) == []


def test_texts_that_are_not_spoken_count_as_well() -> None:
    assert rules("Hello", note="{ordre}") == ["unknown-value"]
    assert rules("Hello", note="{order}") == []
