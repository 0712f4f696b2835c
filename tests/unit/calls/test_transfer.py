"""Whoever hands a conversation on leaves, and the other side stays."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from ringtree.calls.call import Call
from ringtree.calls.cause import CauseKind
from ringtree.calls.events import TransferAsked
from ringtree.calls.transfer import OverSignal
from tests.unit.calls.house import ANNA, BORIS, House, house, moment
from tests.unit.calls.test_conversation import answered

pytestmark = pytest.mark.looptime


class Always:
    """Lets everybody hand on, and remembers who was let go."""

    def __init__(self, call: Call, *, refuses: bool = False) -> None:
        self.call = call
        self.refuses = refuses
        self.transferor: Any = None

    def asked(self, asked: TransferAsked, callee: Any, *, by_caller: bool) -> bool:
        if self.refuses:
            asked.status = 403
            return False
        activity: Any = self.call.activity
        assert activity.end(CauseKind.TRANSFERRED)
        self.transferor = self.call.let_go(callee, "101", by_caller=by_caller)
        return True


async def talking(made: House, *, refuses: bool = False) -> tuple[Call, Always, Any]:
    call, attempt = await answered(made)
    call.holds = [made.occupancy.occupy(BORIS, call.id)]
    call.transfers = judge = Always(call, refuses=refuses)
    running = made.tasks.start(call.converse(attempt), name="talk")
    await moment()
    return call, judge, running


async def test_the_callee_leaves_and_is_free_when_the_phone_is_gone() -> None:
    async with house() as made:
        call, judge, running = await talking(made)
        made.phone("101").refers("103")
        await moment()
        assert running.done() and call.gone is None
        assert made.occupancy.is_taken(ANNA), "the phone is still in the call"
        made.phone("101").hangs_up()
        assert made.said("101")[-1] == "200 to BYE"
        assert made.occupancy.taken() == (BORIS,)
        judge.transferor.tell(200)
        assert made.said("101")[-1] == "200 to BYE", "nobody is there to be told"


async def test_the_caller_leaves_and_the_callee_is_the_call_s_caller() -> None:
    async with house() as made:
        call, judge, _ = await talking(made)
        anna = made.phone("101")
        made.caller.refers("103")
        await moment()
        assert call.caller.session is anna and call.account == ANNA
        judge.transferor.tell(200)
        judge.transferor.release()
        judge.transferor.release()
        assert made.said("caller")[-2:] == ["NOTIFY 200", "BYE"]
        assert made.occupancy.taken() == (ANNA,)
        anna.hangs_up()
        assert call.gone is not None
        for one in call.holds:
            one.release()
        assert made.occupancy.taken() == ()
        assert set(await call.close_media()) and made.media.open_legs == []


async def test_a_refused_one_leaves_everything_as_it_was() -> None:
    async with house() as made:
        _, _, running = await talking(made, refuses=True)
        made.phone("101").refers("103")
        await moment()
        assert made.said("101")[-1] == "403 to REFER" and not running.done()
        assert made.media.legs[0].other is made.media.legs[1]


async def test_what_is_over_is_handed_on_by_nobody() -> None:
    async with house() as made:
        _, _, running = await talking(made)
        made.phone("101").hangs_up()
        made.phone("101").refers("103")
        await moment()
        assert running.done() and "603 to REFER" in made.said("101")


async def test_a_call_says_when_it_is_over_and_nobody_waits_for_ever() -> None:
    signal = OverSignal()
    loop = asyncio.get_running_loop()
    began = loop.time()
    await signal.wait(2.0)
    assert loop.time() - began == pytest.approx(2.0)
    signal.release()
    await signal.wait(2.0)
    assert loop.time() - began == pytest.approx(2.0)
