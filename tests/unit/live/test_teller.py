"""Changes are told some moments later, once, and only what differs."""

from __future__ import annotations

import pytest

from ringtree.events import EventBus
from ringtree.live.teller import PAUSE, LiveTeller
from tests.unit.calls.house import NUMBER, house, moment
from tests.unit.live.test_views import views_of

pytestmark = pytest.mark.looptime


async def test_a_caller_who_joins_changes_the_queue_and_nobody_else() -> None:
    async with house() as made:
        views, calls = views_of(made)
        code, bus = made.snapshot.code, EventBus()
        teller = LiveTeller(views, bus)
        teller.stirred(code)
        await moment(PAUSE * 2)
        with bus.subscribe(code) as listener:
            call = made.call()
            calls.walk(call, call.snapshot.company.trees["waiting"], (), called=NUMBER)
            await moment(1)
            told = [(one.kind, one.data) for one in listener._buffer]
            kinds = [kind for kind, _ in told]
            assert "queue.changed" in kinds
            (queue,) = [data for kind, data in told if kind == "queue.changed"][-1:]
            assert [one["call"] for one in queue["waiting"]] == [call.id]
            listener._buffer.clear()
            for _ in range(50):
                teller.stirred(code)
            await moment(PAUSE * 3)
            assert [one.kind for one in listener._buffer] == [], "nothing differs"
        calls.end(code, call.id)
        await moment()
        teller.stop()
