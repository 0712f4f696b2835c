"""What those who watch are told of a call."""

from __future__ import annotations

import pytest

from tests.unit.calls.house import NUMBER, house, moment
from tests.unit.flows.test_service import service

pytestmark = pytest.mark.looptime


async def test_a_calls_life_is_told_in_order() -> None:
    async with house() as made:
        with made.exchange.events.subscribe(made.snapshot.code) as listener:
            call = made.call()
            calls = service(made)
            calls.walk(call, made.snapshot.company.trees["waiting"], (), called=NUMBER)
            await moment(1)
            calls.end(made.snapshot.code, call.id)
            await moment(1)
            told = list(listener._buffer)
        kinds = ["call.started", "call.moved", "queue.joined", "queue.left", "call.ended"]
        assert [one.kind for one in told] == kinds
        assert all(one.data["call"] == call.id for one in told)
        assert told[1].data["node_type"] == "queue"
        assert told[-1].data["outcome"] == "rejected"
        assert told[-1].data["termination"]["reason"] == "ended by a supervisor"
