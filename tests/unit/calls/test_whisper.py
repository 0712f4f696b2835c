"""A word to the callee before the caller is connected."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast

import pytest

from ringtree.calls.attempt import Attempt
from ringtree.calls.hunt import Hunt, Plan
from ringtree.calls.whisper import LONGEST, whisper
from tests.unit.calls.fakes import FILE, FakeMediaLeg
from tests.unit.calls.house import House, house, moment, target

pytestmark = pytest.mark.looptime

WORDS = (Path("Sales."),)
PHONE = target("+79161234567", "203.0.113.1", account=None)


async def told(made: House) -> tuple[Attempt, asyncio.Task[bool]]:
    hunt = Hunt(made.call(), Plan(waves=[[PHONE]], ring_time=20))
    hunting = made.tasks.start(hunt.run(), name="hunt")
    await moment()
    made.phone(PHONE.label).answers()
    winner = (await hunting).winner
    assert winner is not None
    task = made.tasks.start(whisper(winner, WORDS), name="whisper")
    await moment()
    return winner, task


async def test_it_is_heard_to_its_end() -> None:
    async with house() as made:
        winner, task = await told(made)
        assert winner.leg is not None
        assert cast(FakeMediaLeg, winner.leg.media).played[-1].files == WORDS
        assert not task.done()
        await moment(FILE)
        assert await task is True


async def test_who_hangs_up_is_gone() -> None:
    async with house() as made:
        _, task = await told(made)
        made.phone(PHONE.label).hangs_up()
        assert await task is False


async def test_a_message_whose_end_is_never_told_ends_all_the_same() -> None:
    async with house() as made:
        winner, task = await told(made)
        assert winner.leg is not None
        cast(FakeMediaLeg, winner.leg.media).stop_playing()
        await moment(LONGEST)
        assert await task is True
