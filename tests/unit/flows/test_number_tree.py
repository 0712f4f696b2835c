"""Numbers with settings of their own, walked by an imagined caller."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ringtree.company.model import Company
from ringtree.flows.number_tree import tree_of
from ringtree.flows.simulation.script import Agents, Story
from ringtree.flows.simulation.simulate import Simulation, simulate
from tests.unit.calls.house import NUMBER, company

OFFICE = {"office": {"weekly": {"monday..friday": "09:00-18:00"}}}
MOSCOW = ZoneInfo("Europe/Moscow")
OPEN, CLOSED = (datetime(2026, 3, 2, hour, tzinfo=MOSCOW) for hour in (12, 22))


def acme(**number: Any) -> Company:
    one = {"number": NUMBER, "trunk": "carrier", **number}
    people = [
        {"extension": "101", "name": "Anna", "voicemail": {"mailbox": "anna", "after": 20}},
        {"extension": "102", "name": "Boris"},
    ]
    return company(
        numbers=[one],
        people=people,
        groups={"all": {"extensions": ["101", "102"]}},
        schedules=OFFICE,
        mailboxes={"anna": {"title": "Anna", "person": "101", "mail": ["a@example.com"]}},
    )


def walk(at: datetime = OPEN, **number: Any) -> Simulation:
    return simulate(acme(**number), Story(to=NUMBER, caller="+79161112233", at=at))


def way(found: Simulation) -> list[tuple[str, str | None]]:
    return [(entry.node, entry.exit) for entry in found.record.trace]


def test_a_plain_number_s_callers_walk_the_company_s_own_tree() -> None:
    made = acme(tree="main")
    assert tree_of(made, made.numbers[0]) is made.trees["main"]


def test_a_person_is_rung_and_the_person_s_mailbox_takes_over() -> None:
    made = acme(person="101")
    tree = tree_of(made, made.numbers[0])
    assert tree.start == "person"
    assert set(tree.nodes["person"].exits) <= {"busy", "no_answer", "unreachable"}
    assert "mailbox_no_answer" in tree.nodes
    assert way(walk(person="102"))[0][0] == "person"


def test_a_person_s_callers_are_led_out_of_the_house_where_the_number_says_so() -> None:
    for said, outcome in (({}, "unreachable"), ({"forwarding": "follow"}, "answered")):
        agents = Agents.parse("free,102=+79211234567")
        story = Story(to=NUMBER, caller="+79161112233", at=OPEN, agents=agents)
        found = simulate(acme(person="102", **said), story)
        assert found.record.outcome == outcome


def test_a_queue_or_a_mailbox_may_be_what_is_called() -> None:
    assert way(walk(queue="sales"))[0][0] == "queue"
    assert way(walk(mailbox="anna"))[0][0] == "mailbox"


def test_greeting_notice_and_hours_come_before_the_tree() -> None:
    found = walk(tree="main", greeting="Hello.", recording_notice=True, schedule="office")
    nodes = [node for node, _ in way(found)]
    assert nodes[:4] == ["greeting", "hours", "tree", "menu"]


def test_outside_its_own_hours_the_caller_hears_them() -> None:
    found = walk(at=CLOSED, tree="main", schedule="office")
    assert way(found)[0] == ("hours", "closed")
    assert [node for node, _ in way(found)] == ["hours", "closed"]


def test_outside_its_own_hours_another_tree_may_be_entered() -> None:
    found = walk(at=CLOSED, tree="main", schedule="office", closed="straight")
    assert [node for node, _ in way(found)][:3] == ["hours", "closed", "all"]
