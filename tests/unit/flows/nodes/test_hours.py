"""The hours node: open, closed, an exception, and what a person has set."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.lint import lint
from ringtree.company.model import Company
from ringtree.flows.nodes.hours import HoursNode
from ringtree.flows.overrides import MemoryOverrides
from ringtree.flows.world import World
from ringtree.schedules.override import Override, OverrideKind
from tests.unit.flows.fake_call import NOBODY, FakeCall

OFFICE = {
    "weekly": {"monday..friday": "09:00-18:00"},
    "exceptions": [
        {"name": "stocktaking", "date": "2026-11-24", "closed": True},
        {"name": "short day", "date": "2026-11-25", "hours": "09:00-12:00"},
    ],
}
COMPANY = NOBODY.model_copy(update={"schedules": {"office": OFFICE}})


async def leave(moment: str, *exceptions: str, **options: Any) -> tuple[str, dict[str, Any]]:
    began = datetime.fromisoformat(f"{moment}+03:00")
    call = FakeCall(company=COMPANY, began=began, **options)
    call.trace.enter("hours", "hours", "main")
    node = HoursNode.model_validate({"schedule": "office", "exceptions": exceptions})
    return await node.run(call), call.trace.entries[0].facts


@pytest.mark.parametrize(
    ("moment", "way"),
    [
        ("2026-11-23T08:59:59", "closed"),
        ("2026-11-23T09:00", "open"),
        ("2026-11-23T17:59:59", "open"),
        ("2026-11-23T18:00", "closed"),
        ("2026-11-28T12:00", "closed"),
    ],
)
async def test_the_schedule_decides_to_the_second(moment: str, way: str) -> None:
    assert (await leave(moment))[0] == way


async def test_an_exception_listed_here_has_its_own_exit() -> None:
    assert (await leave("2026-11-24T12:00", "stocktaking"))[0] == "stocktaking"
    assert (await leave("2026-11-25T11:00", "short day"))[0] == "short day"


async def test_one_that_is_not_listed_goes_by_its_hours() -> None:
    assert (await leave("2026-11-24T12:00"))[0] == "closed"
    assert (await leave("2026-11-25T11:00"))[0] == "open"
    assert (await leave("2026-11-25T13:00"))[0] == "closed"


async def test_callers_hear_the_greeting_of_an_exception_while_it_holds() -> None:
    counting = {**OFFICE["exceptions"][0], "greeting": "We are counting."}
    office = {**OFFICE, "exceptions": [counting]}
    company = NOBODY.model_copy(update={"schedules": {"office": office}})
    heard = []
    for day in (24, 25):
        began = datetime.fromisoformat(f"2026-11-{day}T12:00+03:00")
        call = FakeCall(company=company, began=began)
        call.trace.enter("hours", "hours", "main")
        await HoursNode.model_validate({"schedule": "office"}).run(call)
        heard += call.log
    assert heard == ["heard We are counting."]


async def test_what_a_person_has_set_goes_before() -> None:
    since = datetime.fromisoformat("2026-11-23T10:00+03:00")
    override = Override(OverrideKind.CLOSED, since, who="anna")
    world = World(overrides=MemoryOverrides({("nobody", "office"): override}))
    way, facts = await leave("2026-11-23T11:00", world=world)
    assert way == "closed"
    assert (facts["reason"], facts["set_by"]) == ("override", "anna")


async def test_the_trace_says_why_and_until_when() -> None:
    assert (await leave("2026-11-24T12:00"))[1] == {
        "open": False,
        "reason": "exception",
        "exception": "stocktaking",
        "until": "2026-11-25T00:00:00+03:00",
    }


def test_the_exits_are_fixed_ones_and_the_listed() -> None:
    node = HoursNode.model_validate({"schedule": "office", "exceptions": "stocktaking"})
    assert node.exit_names == ("stocktaking", "open", "closed")
    assert list(node.references()) == [("schedule", "office")]


@pytest.mark.parametrize("names", [["open"], ["closed"], ["a", "a"]])
def test_an_exception_needs_an_exit_of_its_own(names: list[str]) -> None:
    with pytest.raises(ValidationError):
        HoursNode.model_validate({"schedule": "office", "exceptions": names})


def linted(schedule: str, exception: str) -> Company:
    exits = dict.fromkeys(("open", "closed", exception), "bye")
    asked = {"type": "hours", "schedule": schedule, "exceptions": exception, "exits": exits}
    nodes = {"ask": asked, "bye": {"type": "hang_up"}}
    return COMPANY.model_copy(update={"trees": {"main": {"start": "ask", "nodes": nodes}}})


@pytest.mark.parametrize(
    ("schedule", "exception", "rules"),
    [
        ("office", "stocktaking", []),
        ("office", "stock-taking", ["unknown-exception"]),
        ("shop", "stocktaking", ["unknown-reference", "unused-schedule"]),
    ],
)
def test_lint_knows_the_schedules_exceptions(
    schedule: str, exception: str, rules: list[str]
) -> None:
    found = {problem.rule for problem in lint(linted(schedule, exception))} - {"unused-tree"}
    assert sorted(found) == rules
