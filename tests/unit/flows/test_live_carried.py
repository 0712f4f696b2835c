"""What a tree sets, on a live call: what is heard, who is rung first, and what phones show."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ringtree.company.model import Company
from ringtree.flows.service import CallService
from ringtree.flows.world import World
from ringtree.queues.service import QueueService
from tests.unit.calls.house import NUMBER, House, company, house, moment

pytestmark = pytest.mark.looptime

SUNDAY = datetime(2026, 11, 29, 22, 0, tzinfo=ZoneInfo("Europe/Moscow"))
BYE = {"type": "hang_up", "prompt": "Bye"}


def with_tree(**nodes: dict[str, Any]) -> Company:
    tree = {"start": next(iter(nodes)), "nodes": nodes}
    office = {"weekly": {"monday..friday": "09:00-18:00"}}
    return company(trees={"main": tree, **OTHERS}, schedules={"office": office})


OTHERS: dict[str, Any] = {
    name: {"start": "bye", "nodes": {"bye": BYE}} for name in ("straight", "waiting")
}


def service(made: House) -> CallService:
    queues = QueueService(made.exchange)
    queues.configure(made.snapshot.company)
    return CallService(made.exchange, queues, World(now=lambda: SUNDAY))


async def test_hours_and_language_are_those_of_the_moment_and_the_caller() -> None:
    drawn = with_tree(
        ask={"type": "hours", "schedule": "office", "exits": {"open": "bye", "closed": "ru"}},
        ru={"type": "language", "language": "ru", "exits": {"next": "told"}},
        told={"type": "greeting", "prompt": "{next_opening}.", "exits": {"next": "bye"}},
        bye=BYE,
    )
    async with house(drawn) as made:
        service(made).walk(made.call(), made.snapshot.company.trees["main"], (), called=NUMBER)
        await moment()
        made.caller.acknowledges()
        await moment(120)
        (said,) = made.records.written[-1].trace[2].facts["steps"]
        assert said["played"] == ["откроемся завтра, в понедельник, в девять утра."]
        made.check()


async def test_the_prefix_is_on_the_phone_that_rings() -> None:
    drawn = with_tree(
        vip={"type": "set", "name_prefix": "VIP", "exits": {"next": "anna"}},
        anna={"type": "dial", "targets": "101"},
    )
    async with house(drawn) as made:
        service(made).walk(made.call(), made.snapshot.company.trees["main"], (), called=NUMBER)
        await moment()
        sent = made.phone("101").invite
        assert sent is not None
        assert sent.from_.display == "VIP Carl"
        made.caller.cancels()
        await moment()
        made.check()


async def test_who_has_priority_goes_before_in_the_queue() -> None:
    drawn = with_tree(
        who={
            "type": "caller",
            "rules": {"vip": {"anonymous": True}},
            "exits": {"vip": "first", "other": "sales"},
        },
        first={"type": "set", "priority": 5, "exits": {"next": "place"}},
        place={"type": "greeting", "prompt": "{place}", "exits": {"next": "sales"}},
        sales={"type": "queue", "queue": "sales"},
    )
    async with house(drawn) as made:
        calls = service(made)
        for extension in ("101", "102"):
            made.registrar.remove(f"acme-{extension}")
        usual = made.call()
        calls.walk(usual, made.snapshot.company.trees["main"], (), called=NUMBER)
        await moment(1)
        made.caller.acknowledges()
        hidden = made.call()
        hidden.presentation = type(hidden.presentation)("", "")
        calls.walk(hidden, made.snapshot.company.trees["main"], (), called=NUMBER)
        await moment(20)
        way = calls.traces[hidden.id].entries
        assert way[2].facts["steps"][0]["played"] == ["first"]
        assert [step["place"] for step in way[3].facts["steps"] if "place" in step] == [1]
        for session in made.endpoint.sessions:
            session.hangs_up()
        await moment()
        made.check(2)
