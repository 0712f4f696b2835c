"""A call's record: its times, its legs, its end."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.presentation import Presentation
from ringtree.calls.timeline import MOST_LEGS, Stopwatch, termination
from ringtree.records.outcome import Outcome, Result
from tests.unit.calls.house import House, house, moment, target

pytestmark = pytest.mark.looptime


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_stopwatch_adds_up() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    watch.stop()
    watch.start()
    clock.now += 2
    watch.start()
    clock.now += 3
    watch.stop()
    clock.now += 10
    watch.stop()
    watch.start()
    clock.now += 1
    watch.stop()
    assert watch.total == 6


async def attempt_of(made: House, call: Call, label: str = "101") -> Attempt:
    whom = target(label, f"192.0.2.{label}", account=None)
    attempt = Attempt(made.exchange, whom, await call.media_for([whom]), cast(Any, print))
    attempt.listener = lambda _attempt, _event: None
    attempt.start(call.id, Presentation("", "1"), 20.0)
    return attempt


async def test_a_call_with_a_try_and_a_conversation() -> None:
    async with house() as made:
        call = made.call()
        timeline = call.timeline
        await call.answer()
        first = timeline.record.answered
        timeline.answered()
        assert timeline.record.answered is first is not None
        timeline.joined("sales")
        timeline.ringing.start()
        tried = await attempt_of(made, call)
        await moment(4)
        timeline.tried(tried, cause(CauseKind.BUSY))
        won = await attempt_of(made, call, "102")
        made.phone("102").answers()
        timeline.talking(won)
        await moment(30)
        timeline.parted(won, cause(CauseKind.NORMAL))
        await moment(1)
        assert timeline.elapsed == pytest.approx(35, abs=0.1)
        why = termination(cause(CauseKind.NORMAL))
        record = timeline.finish(call.caller, Outcome.ANSWERED, why)
        assert record.queue == "sales"
        assert record.answered_by == "102"
        assert record.ringing == pytest.approx(4, abs=0.1)
        assert record.waiting == pytest.approx(4, abs=0.1)
        assert record.talking == pytest.approx(30, abs=0.1)
        caller, busy, talked = record.legs
        assert caller.party == "+79990000000"
        assert (caller.remote, caller.codec) == ("udp:203.0.113.1:5060", "PCMA")
        assert (busy.party, busy.termination.q850, busy.answered) == ("101", 17, None)
        assert talked.party == "102" and talked.answered is not None
        assert talked.call_id == made.phone("102").call_id
        assert record.to_dict()["termination"] == {"result": "ok", "reason": "hung up", "q850": 16}


async def test_a_target_without_devices_is_a_leg_all_the_same() -> None:
    async with house() as made:
        call = made.call()
        await call.answer()
        nobody = Attempt(made.exchange, target("103"), cast(Any, None), cast(Any, None))
        call.timeline.tried(nobody, cause(CauseKind.UNREACHABLE))
        (leg,) = call.timeline.record.legs
        assert (leg.party, leg.remote, leg.termination.result) == (
            "103",
            "",
            Result.UPSTREAM_ERROR,
        )


async def test_of_endless_tries_the_latest_are_kept_and_the_caller_is_first() -> None:
    async with house() as made:
        call = made.call()
        for number in range(MOST_LEGS * 2):
            nobody = Attempt(made.exchange, target(str(number)), cast(Any, None), cast(Any, None))
            call.timeline.tried(nobody, cause(CauseKind.BUSY))
        why = termination(cause(CauseKind.CANCELLED))
        record = call.timeline.finish(call.caller, Outcome.ABANDONED, why)
        assert len(record.legs) == MOST_LEGS
        assert record.legs[0].party == "+79990000000"
        assert record.legs[-1].party == str(MOST_LEGS * 2 - 1)


@pytest.mark.parametrize("kind", CauseKind)
def test_every_cause_can_end_a_record(kind: CauseKind) -> None:
    found = termination(cause(kind))
    assert found.reason and found.q850
