"""The calls in which somebody is called back."""

from __future__ import annotations

import pytest

from ringtree.calls.cause import CauseKind, cause
from ringtree.flows.trace import FlowTrace
from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction
from tests.unit.callbacks.callbacks import callback
from tests.unit.callbacks.people import NUMBER, office
from tests.unit.calls.house import moment

pytestmark = pytest.mark.looptime


async def test_an_attempt_that_reached_nobody_has_a_record_and_gives_its_media_back() -> None:
    async with office() as at:
        calls = at.service.calls
        call = calls.new(callback(name="Vera"))
        await call.begin()
        trace = FlowTrace(call.exchange.clock)
        calls.close(call, trace, None, cause(CauseKind.BUSY))
        await moment()
        (record,) = at.made.records.written
        assert (record.direction, record.outcome) == (Direction.CALLBACK, Outcome.BUSY)
        assert (record.caller, record.caller_name, record.queue) == (NUMBER, "Vera", "sales")
        at.made.check()


async def test_a_call_that_came_to_nothing_leaves_no_record() -> None:
    async with office() as at:
        call = at.service.calls.new(callback())
        await call.begin()
        at.service.calls.release(call)
        await moment()
        assert at.made.records.written == []
        assert all(leg.is_closed for leg in at.made.media.legs)
