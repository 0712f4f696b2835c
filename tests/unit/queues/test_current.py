"""A queue as it is now, and not as it was when the caller came."""

from __future__ import annotations

from ringtree.queues.current import current
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
