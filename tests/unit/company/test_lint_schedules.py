"""Schedules that contradict themselves, never open, or are asked by nobody."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.lint import lint
from tests.unit.company.small import company

WEEKLY = {"monday..friday": "09:00-18:00"}
USED = {"extension": "101", "name": "Anna", "hours": "office"}


def found(schedule: dict[str, Any], **more: Any) -> dict[str, tuple[str | int, ...]]:
    """Each rule about schedules that objects, and where."""
    problems = lint(company(schedules={"office": schedule}, people=[USED], **more))
    return {one.rule: one.path for one in problems if one.path[:1] == ("schedules",)}


def closed(name: str, first: str, last: str = "") -> dict[str, Any]:
    return {"name": name, "from": first, "to": last or first, "closed": True}


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [
        ("2026-12-31", "2026-12-31", ["overlapping-exceptions"]),
        ("2026-12-30", "2027-01-02", ["overlapping-exceptions"]),
        ("2027-01-09", "2027-01-09", []),
    ],
)
def test_no_day_is_in_two_exceptions(first: str, last: str, rules: list[str]) -> None:
    new_year = closed("new year", "2026-12-31", "2027-01-08")
    exceptions = [new_year, closed("stocktaking", first, last)]
    problems = found({"weekly": WEEKLY, "exceptions": exceptions})
    assert list(problems) == rules
    assert all(path == ("schedules", "office", "exceptions", 1) for path in problems.values())


@pytest.mark.parametrize(
    ("schedule", "rules"),
    [
        ({"weekly": {}, "exceptions": [closed("new year", "2026-12-31")]}, ["never-open"]),
        (
            {"exceptions": [{"name": "fair", "date": "2026-12-31", "hours": "10:00-14:00"}]},
            [],
        ),
        ({"weekly": WEEKLY}, []),
    ],
)
def test_a_schedule_opens_some_day(schedule: dict[str, Any], rules: list[str]) -> None:
    assert list(found(schedule)) == rules


def test_a_schedule_that_nobody_asks_is_told_of() -> None:
    problems = lint(company(schedules={"office": {"weekly": WEEKLY}}))
    assert [(one.rule, one.path) for one in problems if one.rule == "unused-schedule"] == [
        ("unused-schedule", ("schedules", "office"))
    ]
    assert found({"weekly": WEEKLY}) == {}


def test_hours_that_are_spoken_without_a_name_ask_the_only_schedule() -> None:
    says = {"type": "say", "prompt": "We are open {hours}", "exits": {"next": "say"}}
    trees = {"main": {"start": "say", "nodes": {"say": says}}}
    problems = lint(company(schedules={"office": {"weekly": WEEKLY}}, trees=trees))
    assert "unused-schedule" not in {one.rule for one in problems}
