"""A call: the caller's leg, and what is done with it. Whole stories are in flows/test_service."""

from __future__ import annotations

import asyncio

import pytest

from ringtree.calls.agreement import BadOffer
from ringtree.calls.call import CallRefused, new_call_id, refusing
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.events import LegEvent, Pressed
from ringtree.media.plane import DigitPressed, NoPortLeft, PlaneUnavailable, WorkerLost
from tests.unit.calls.fakes import ONLY_G729
from tests.unit.calls.house import house, moment, target

pytestmark = pytest.mark.looptime


async def test_the_caller_is_answered_once() -> None:
    async with house() as made:
        call = made.call()
        await call.answer()
        await call.answer()
        call.ring()
        assert made.said("caller") == ["200"]
        assert len(made.media.legs) == 1


async def test_ringing_is_only_for_who_was_not_answered() -> None:
    async with house() as made:
        call = made.call()
        await call.open_media()
        call.ring()
        await call.answer()
        assert made.said("caller") == ["180", "200"]


@pytest.mark.parametrize("is_answered", [True, False])
async def test_a_call_ends_once(is_answered: bool) -> None:
    async with house() as made:
        call = made.call()
        if is_answered:
            await call.answer()
            made.caller.acknowledges()
        call.end(cause(CauseKind.BUSY), text="busy")
        call.end(cause(CauseKind.NORMAL))
        assert call.gone == cause(CauseKind.BUSY)
        assert made.said("caller")[-1] == ("BYE" if is_answered else "486 busy")


async def test_the_first_to_say_why_is_right() -> None:
    async with house() as made:
        call = made.call()
        made.caller.cancels()
        call.end(cause(CauseKind.ERROR))
        assert call.gone is not None and call.gone.kind is CauseKind.CANCELLED
        assert made.said("caller") == ["487"]


async def test_leaving_cancels_the_task_that_attends() -> None:
    async with house() as made:
        call = made.call()

        async def attend() -> None:
            call.attend()
            await asyncio.sleep(1000)

        task = made.tasks.start(attend(), name="attend")
        await moment()
        made.caller.cancels()
        call.leave(cause(CauseKind.NORMAL))
        await moment()
        assert task.cancelled()


async def test_leaving_before_anybody_attends_is_remembered() -> None:
    async with house() as made:
        call = made.call()
        made.caller.cancels()
        assert call.gone is not None


async def test_keys_and_news_reach_who_is_interested() -> None:
    async with house() as made:
        call = made.call()
        await call.answer()

        class Activity:
            heard: list[LegEvent] = []  # noqa: RUF012

            def on_caller(self, event: LegEvent) -> None:
                self.heard.append(event)

        call.activity = Activity()
        made.media.legs[0].tell(DigitPressed("3", 80))
        assert await call.keys.take(0) == "3"
        assert Activity.heard == [Pressed("3")]


async def test_media_of_a_caller_with_a_bad_offer_is_closed_too() -> None:
    async with house() as made:
        call = made.call(ONLY_G729)
        assert not call.has_media
        with pytest.raises(CallRefused) as caught:
            await call.open_media()
        assert caught.value.cause.status == 488
        assert call.has_media
        await call.close_media()
        assert made.media.open_legs == []


async def test_media_that_was_offered_and_not_used_is_closed() -> None:
    async with house() as made:
        call = made.call()
        await call.media_for([target("101", "192.0.2.1", "2001:db8::1")])
        quality = await call.close_media()
        assert len(made.media.legs) == 3
        assert made.media.open_legs == []
        assert list(quality) == [call.caller.id]


async def test_no_port_for_the_callee_is_a_refusal() -> None:
    async with house() as made:
        made.media.ports = 1
        with pytest.raises(CallRefused) as caught:
            await made.call().media_for([target("101", "192.0.2.1")])
        assert caught.value.cause.status == 503


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadOffer(400, "why"), 400),
        (BadOffer(488, "why"), 488),
        (NoPortLeft("none"), 503),
        (PlaneUnavailable("none"), 503),
        (WorkerLost(), 503),
    ],
)
def test_what_media_refuses_becomes_a_status(error: Exception, status: int) -> None:
    with pytest.raises(CallRefused) as caught, refusing():
        raise error
    assert caught.value.cause.status == status


def test_ids_are_unique() -> None:
    assert len({new_call_id() for _ in range(100)}) == 100
