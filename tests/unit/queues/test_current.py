"""A queue as it is now, and not as it was when the caller came."""

from __future__ import annotations

from ringtree.queues.current import current, wrap_up
from ringtree.routing.directory import Snapshot
from tests.unit.calls.house import company, house


async def test_a_setting_holds_for_who_waits_already() -> None:
    async with house() as made:
        call = made.call()
        changed = company(queues={"sales": {"title": "New", "agents": ["101"], "whisper": True}})
        made.directory.publish(Snapshot(changed, 2))
        assert (current(call, "sales").title, current(call, "sales").whisper) == ("New", True)


async def test_a_queue_that_was_taken_away_is_what_it_was() -> None:
    async with house() as made:
        call = made.call()
        made.directory.publish(Snapshot(company(queues={}, trees={}, numbers=[]), 2))
        assert current(call, "sales") is call.snapshot.company.queues["sales"]


async def test_the_time_to_write_is_the_agents_own_or_the_queues_of_now() -> None:
    async with house() as made:
        call = made.call()
        assert wrap_up(call, "sales", "101") == 1
        people = [{"extension": "101", "name": "Anna", "wrap_up": 30}]
        people.append({"extension": "102", "name": "Boris"})
        queues = {"sales": {"title": "Sales", "agents": ["101", "102"], "wrap_up": 7}}
        changed = company(people=people, queues=queues)
        made.directory.publish(Snapshot(changed, 2))
        assert (wrap_up(call, "sales", "101"), wrap_up(call, "sales", "102")) == (30, 7)
        assert wrap_up(call, "sales", "+79990000001") == 7  # an agent at a number outside
