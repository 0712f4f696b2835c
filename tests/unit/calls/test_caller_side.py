"""The caller's side of a call."""

from __future__ import annotations

import asyncio

import pytest

from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.events import LegEvent, Pressed
from ringtree.media.plane import DigitPressed
from tests.unit.calls.house import house, moment

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
        assert not call.caller.is_over, "the caller hears of it when the record is written"
        call.dismiss()
        call.dismiss()
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
