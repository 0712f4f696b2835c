"""A draft on yesterday's calls: what would have gone elsewhere, and what can't be told again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import ringtree.flows.nodes  # noqa: F401 - registers the node types
from ringtree.company.model import Company
from ringtree.company.text import load
from ringtree.flows.simulation.script import Agents, Manner, Story
from ringtree.flows.simulation.shadow import can_be_shadowed, compare, story_of
from ringtree.flows.simulation.simulate import simulate
from ringtree.records.record import CallRecord, Direction

DAISY = (Path(__file__).parents[4] / "examples" / "daisy.yaml").read_text("utf-8")
NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # Monday, 12:00 in Moscow
NIGHT = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)  # Sunday, 22:00


def company(*changes: tuple[str, str]) -> Company:
    text = DAISY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return load(text)


LIVE = company()


def called(at: datetime = NOON, press: str = "1", **story: Any) -> CallRecord:
    """The record that such a call leaves."""
    told = Story(to="+74950000001", caller="+79210000001", at=at, press=press, **story)
    return simulate(LIVE, told).record


@pytest.mark.parametrize(
    ("press", "at", "story"),
    [
        ("1", NOON, {}),
        ("wait,2", NOON, {}),
        ("9,3,0,1", NOON, {}),
        ("0", NOON, {"agents": Agents(others={"101": Manner.BUSY})}),
        ("1", NIGHT, {}),
        ("", NIGHT, {}),
        ("1", NOON, {"agents": Agents(Manner.AWAY)}),
        ("1", NOON, {"agents": Agents(Manner.AWAY), "hang_up_after": 60.0}),
    ],
)
def test_a_call_is_told_again_as_it_went(press: str, at: datetime, story: dict[str, Any]) -> None:
    done = compare(called(at, press, **story), LIVE, LIVE)
    assert done.is_retold and not done.differs
    assert done.live == done.draft


def test_what_the_draft_changes_is_found_in_the_calls_it_concerns() -> None:
    draft = company(("          2: support\n", "          2: sales\n"))
    assert not compare(called(press="1"), LIVE, draft).differs
    moved = compare(called(press="2"), LIVE, draft)
    assert moved.differs and moved.draft is not None
    assert moved.live[-1] == "main/support(answered)"
    assert moved.draft[-1] == "main/sales(answered)"
    told = moved.to_dict()
    assert told["differs"] and told["draft"]["path"][-1] == "main/sales(answered)"


def test_other_hours_lead_the_same_caller_to_another_end() -> None:
    draft = company(
        ('monday..friday: ["09:00-13:00", "14:00-18:00"]', 'monday..friday: "13:00-18:00"')
    )
    one = compare(called(), LIVE, draft)
    assert one.differs and one.outcomes == ("answered", "message")


def test_a_draft_without_the_number_can_not_take_the_call() -> None:
    draft = company(("+74950000001", "+74950000009"))
    one = compare(called(), LIVE, draft)
    assert one.differs and one.draft is None and "no number" in one.why


def test_what_went_otherwise_than_the_document_says_is_not_compared() -> None:
    record = called()
    record.trace[-1].node = "elsewhere"  # a supervisor moved the caller
    one = compare(record, LIVE, company(("2: support", "2: sales")))
    assert not one.is_retold and not one.differs


def test_only_callers_from_outside_who_walked_a_tree_are_looked_at() -> None:
    record = called()
    assert can_be_shadowed(record)
    assert not can_be_shadowed(replace(record, direction=Direction.INTERNAL))
    assert not can_be_shadowed(replace(record, trace=[]))


def test_who_waits_and_who_presses_is_read_from_the_trace() -> None:
    story = story_of(called(press="9,wait"), LIVE)
    assert story.press == "9,wait"
    assert story_of(called(press="wait,1"), LIVE).press == "wait,1"
