"""What can happen to callers, and the calls that show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ringtree.company.model import Company
from ringtree.flows.proof.finding import Finding, Kind, Severity
from ringtree.flows.proof.prove import prove_company
from ringtree.flows.simulation.script import Agents, Story
from ringtree.flows.simulation.simulate import Simulation, simulate
from tests.unit.flows.simulation.company import MONDAY, NUMBER, company, main_tree, other_tree


def findings(**changes: Any) -> list[Finding]:
    """What is found; each example, told to the simulator, goes the way that it claims."""
    made = company(**changes)
    found = list(prove_company(made, MONDAY).findings)
    for one in found:
        if one.example is not None:
            taken = [f"{e.tree}/{e.node}:{e.exit}" for e in shown(made, one).record.trace]
            claimed = list(one.example.way)
            assert taken[: len(claimed)] == claimed, one.message
            if len(taken) > len(claimed):
                assert one.place in {taken[len(claimed)].split(":")[0], claimed[-1].split(":")[0]}
    return found


def drawn(**changes: Any) -> dict[str, Any]:
    return {"trees": {"main": main_tree(**changes), "other": other_tree()}}


def shown(made: Company, finding: Finding) -> Simulation:
    """The call of the finding's example."""
    example = finding.example
    assert example is not None
    return simulate(
        made,
        Story(
            to=example.to,
            caller=example.caller,
            at=example.at,
            press=example.press,
            agents=Agents.parse(example.agents),
            webhook=example.webhook,
        ),
    )


def test_a_sound_company_loses_nobody() -> None:
    proof = prove_company(company(), MONDAY)
    assert proof.findings == ()
    assert proof.moments > 400
    assert proof.to_dict()["findings"] == []


def test_an_exit_without_a_way_on_is_a_dead_end() -> None:
    changes = drawn(ann={"type": "dial", "targets": "101", "exits": {"busy": "bye"}})
    found = findings(**changes)
    assert [(one.kind, one.place) for one in found] == [(Kind.DEAD_END, "main/ann")] * 2
    for one in found:
        assert shown(company(**changes), one).result.end == "dead_end"


def test_the_example_of_a_number_with_hours_of_its_own_is_within_them() -> None:
    lost = {"type": "greeting", "prompt": "Good night."}
    numbers = [
        {
            "number": NUMBER,
            "trunk": "carrier",
            "tree": "other",
            "schedule": "office",
            "closed": "night",
        }
    ]
    night = {"start": "night", "nodes": {"night": lost}}
    made = company(numbers=numbers, trees={"night": night, "other": other_tree()})
    (found,) = (one for one in prove_company(made, MONDAY).findings if one.tree == "night")
    assert found.example is not None
    assert found.example.at.hour == 18  # now, at noon, nobody gets there
    assert shown(made, found).result.end == "dead_end"


def test_a_tree_for_hours_that_never_come_is_reached_by_nobody() -> None:
    numbers = [{"number": NUMBER, "trunk": "carrier", "tree": "main", "schedule": "office"}]
    schedules = {"office": {"weekly": {}}}
    found = findings(numbers=numbers, schedules=schedules)
    unreached = {one.place for one in found if one.kind is Kind.UNREACHABLE}
    assert {"main/who"} <= unreached


def test_a_fallback_takes_the_caller() -> None:
    changes = drawn(ann={"type": "dial", "targets": "101"})
    changes["trees"]["main"]["fallback"] = "bye"
    assert findings(**changes) == []


def test_the_fallback_of_the_tree_before_takes_the_caller_too() -> None:
    lost = {"type": "dial", "targets": "101"}
    changes = {"trees": {"main": main_tree(), "other": other_tree(ask=lost, back=lost)}}
    changes["trees"]["other"]["start"] = "back"
    assert {one.kind for one in findings(**changes)} >= {Kind.DEAD_END}
    changes["trees"]["main"]["fallback"] = "bye"
    assert {one.kind for one in findings(**changes)} <= {Kind.UNREACHABLE}


def test_a_queue_without_an_end_is_a_wait_without_limit() -> None:
    queues = {"sales": {"title": "Sales", "agents": ["101", "102"], "max_wait": None}}
    found = findings(queues=queues)
    waits = [one for one in found if one.kind is Kind.WAIT_WITHOUT_LIMIT]
    assert [one.place for one in waits] == ["main/sales"]
    assert shown(company(queues=queues), waits[0]).gave_up


def loops() -> Iterator[tuple[str, dict[str, Any], Kind]]:
    again = {"type": "menu", "prompt": "Press one.", "choices": ["1"]}
    exits = {"1": "bye", "no_match": "bye"}
    yield "sales", {**again, "exits": {**exits, "no_input": "sales"}}, Kind.WAIT_WITHOUT_LIMIT
    yield "again", {**again, "exits": {**exits, "no_input": "again"}}, Kind.ENDLESS_LOOP


@pytest.mark.parametrize(("name", "node", "kind"), list(loops()), ids=lambda value: str(value)[:20])
def test_who_presses_nothing_is_not_led_round_for_ever(
    name: str, node: dict[str, Any], kind: Kind
) -> None:
    queue = {"type": "queue", "queue": "sales", "exits": {"overflow": "again", "closed": "bye"}}
    changes = drawn(again=node, sales=queue)
    found = [one for one in findings(**changes) if one.kind is kind]
    assert found
    done = shown(company(**changes), found[0])
    assert done.gave_up or done.result.hops > 100


def test_a_loop_through_another_tree_is_found() -> None:
    branch = {"type": "branch", "tree": "other", "returns": ["next"], "exits": {"next": "branch"}}
    found = findings(**drawn(branch=branch))
    assert (Kind.ENDLESS_LOOP, "main/branch") in {(one.kind, one.place) for one in found}


def test_trees_that_lead_into_each_other_are_found() -> None:
    deeper = {"type": "branch", "tree": "main"}
    changes = {"trees": {"main": main_tree(), "other": other_tree(back=deeper)}}
    found = findings(**changes)
    assert "main/branch" in {one.place for one in found if one.kind is Kind.ENDLESS_LOOP}


def test_a_question_of_values_that_nobody_set_is_silence() -> None:
    mute = {
        "type": "menu",
        "prompt": "{order}",
        "choices": ["1"],
        "exits": {"1": "bye", "no_input": "bye", "no_match": "bye"},
    }
    found = findings(**drawn(branch=mute))
    silent = [one for one in found if one.kind is Kind.SILENCE]
    assert [one.place for one in silent] == ["main/branch"]
    assert silent[0].example is not None
    assert silent[0].example.press == "3"
    tell = {"type": "set", "variables": {"order": "Hello"}, "exits": {"next": "mute"}}
    assert not [
        one for one in findings(**drawn(branch=tell, mute=mute)) if one.kind is Kind.SILENCE
    ]


def test_what_no_caller_can_reach_is_named() -> None:
    past = {
        "office": {
            "weekly": {"monday..friday": "09:00-18:00"},
            "exceptions": [{"name": "old", "date": "2020-01-01", "closed": True}],
        }
    }
    hours = {
        "type": "hours",
        "schedule": "office",
        "exceptions": ["old"],
        "exits": {"open": "menu", "closed": "night", "old": "never"},
    }
    changes = drawn(hours=hours, never={"type": "hang_up"})
    (found,) = findings(schedules=past, **changes)
    assert (found.kind, found.severity, found.place) == (
        Kind.UNREACHABLE,
        Severity.WARNING,
        "main/never",
    )
    assert "by hand" in found.message


def test_a_tree_that_nothing_leads_to_is_named_once() -> None:
    (found,) = findings(
        trees={"main": main_tree(branch={"type": "hang_up"}), "other": other_tree()}
    )
    assert found.message == "no caller ever comes to this tree"


def test_a_holiday_next_year_is_looked_at() -> None:
    holiday = {
        "office": {
            "weekly": {"monday..friday": "09:00-18:00"},
            "exceptions": [{"name": "party", "date": "2027-06-01", "closed": True}],
        }
    }
    hours = {
        "type": "hours",
        "schedule": "office",
        "exceptions": ["party"],
        "exits": {"open": "menu", "closed": "night"},
    }
    (found,) = findings(schedules=holiday, **drawn(hours=hours))
    assert (found.kind, found.place) == (Kind.DEAD_END, "main/hours")
    assert found.example is not None
    assert f"{found.example.at:%Y-%m-%d}" == "2027-06-01"


NIGHT = {"number": NUMBER, "trunk": "carrier", "tree": "main", "schedule": "office"}


def test_a_number_that_is_closed_at_night_shows_its_findings_by_day() -> None:
    lost = {"type": "dial", "targets": "101"}
    trees = {"main": {"start": "ann", "nodes": {"ann": lost}}}
    evening = MONDAY.replace(hour=22)
    made = company(numbers=[NIGHT], trees=trees)
    found = prove_company(made, evening).findings
    assert {one.place for one in found} == {"main/ann"}
    for one in found:
        assert one.example is not None
        assert one.example.at.hour == 9
        assert shown(made, one).result.end == "dead_end"
    assert findings(numbers=[NIGHT], trees=trees)


def test_what_a_number_never_lets_in_is_reached_by_nobody() -> None:
    never = {"never": {"weekly": {}}}
    number = {**NIGHT, "schedule": "never"}
    trees = {"main": {"start": "bye", "nodes": {"bye": {"type": "hang_up"}}}}
    (found,) = findings(numbers=[number], trees=trees, schedules=never)
    assert (found.kind, found.message) == (
        Kind.UNREACHABLE,
        "no caller ever comes to this tree",
    )


def test_the_tree_behind_closed_hours_is_shown_by_night() -> None:
    lost = {"type": "dial", "targets": "101"}
    trees = {"main": main_tree(), "other": {"start": "ann", "nodes": {"ann": lost}}}
    trees["main"]["nodes"]["branch"] = {"type": "hang_up"}
    found = findings(numbers=[{**NIGHT, "closed": "other"}], trees=trees)
    lost_by_night = [one for one in found if one.place == "other/ann"]
    assert lost_by_night
    for one in lost_by_night:
        assert one.example is not None
        assert one.example.at.hour == 18
        assert one.example.way[0] == "number/hours:closed"


def test_a_person_whom_a_number_leads_to_directly_is_no_dead_end() -> None:
    number = {"number": NUMBER, "trunk": "carrier", "person": "101"}
    kinds = {one.kind for one in findings(numbers=[number])}
    assert kinds == {Kind.UNREACHABLE}


def test_a_queue_without_an_end_is_found_behind_a_number_too() -> None:
    queues = {"sales": {"title": "Sales", "agents": ["101"], "max_wait": None}}
    number = {"number": NUMBER, "trunk": "carrier", "queue": "sales"}
    waits = [
        one
        for one in prove_company(company(queues=queues, numbers=[number]), MONDAY).findings
        if one.kind is Kind.WAIT_WITHOUT_LIMIT
    ]
    assert [one.place for one in waits] == [f"number {NUMBER}/queue"]
    assert shown(company(queues=queues, numbers=[number]), waits[0]).gave_up


@pytest.mark.parametrize("exit_name", ["timeout", "failed", "bad_answer", "mine", "next"])
def test_what_a_server_answers_is_part_of_the_example(exit_name: str) -> None:
    exits = dict.fromkeys(["mine", "next", "timeout", "failed", "bad_answer"], "bye")
    del exits[exit_name]
    ask = {"type": "webhook", "url": "https://example.com/", "answers": ["mine"], "exits": exits}
    (found,) = findings(**drawn(branch=ask, ann={"type": "branch", "tree": "other"} | BACK))
    assert found.place == "main/branch"
    assert found.example is not None
    assert ("--webhook" in found.example.command("x.yaml")) is (exit_name != "failed")


BACK: dict[str, Any] = {"returns": ["next"], "exits": {"next": "bye"}}


@pytest.mark.parametrize("exit_name", ["busy", "no_answer", "unreachable"])
def test_how_a_number_outside_behaves_is_part_of_the_example(exit_name: str) -> None:
    exits = dict.fromkeys(["busy", "no_answer", "unreachable", "refused"], "bye")
    del exits[exit_name]
    (found,) = findings(**drawn(ann={"type": "outside", "number": "+74951234567", "exits": exits}))
    assert found.place == "main/ann"


def test_a_call_right_before_a_boundary_is_no_example() -> None:
    (found,) = [
        one
        for one in prove_company(
            company(**drawn(menu={"type": "dial", "targets": "101", "exits": {"busy": "bye"}})),
            MONDAY.replace(hour=17, minute=59),
        ).findings
        if one.place == "main/menu" and one.message.startswith("the exit 'no_answer'")
    ]
    assert found.example is not None
    assert found.example.at.hour == 9
