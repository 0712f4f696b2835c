"""Press 1 to accept."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast

import pytest

from ringtree.calls.acceptance import AcceptanceCheck
from ringtree.calls.attempt import Attempt
from ringtree.calls.cause import Cause, CauseKind
from ringtree.calls.hunt import Hunt, Plan
from ringtree.media.plane import DigitPressed
from tests.unit.calls.fakes import FakeMediaLeg
from tests.unit.calls.house import House, house, moment, target

pytestmark = pytest.mark.looptime

WORDS = (Path("press one"),)
MOBILE = target("+79161234567", "203.0.113.1", account=None)


async def asked(made: House, limit: float = 10) -> tuple[Attempt, asyncio.Task[Cause | None]]:
    """A mobile has answered and hears the question."""
    hunt = Hunt(made.call(), Plan(waves=[[MOBILE]], ring_time=20))
    hunting = made.tasks.start(hunt.run(), name="hunt")
    await moment()
    made.phone(MOBILE.label).answers()
    winner = (await hunting).winner
    assert winner is not None
    task = made.tasks.start(AcceptanceCheck(winner).ask(WORDS, limit), name="ask")
    await moment()
    return winner, task


def media(attempt: Attempt) -> FakeMediaLeg:
    assert attempt.leg is not None
    return cast(FakeMediaLeg, attempt.leg.media)


async def test_1_accepts() -> None:
    async with house() as made:
        mobile, task = await asked(made)
        assert media(mobile).played[-1].files == WORDS and media(mobile).played[-1].loop
        media(mobile).tell(DigitPressed("1", 100))
        assert await task is None
        assert "BYE" not in made.said(MOBILE.label)


@pytest.mark.parametrize("key", ["2", "*", "0"])
async def test_another_key_refuses(key: str) -> None:
    async with house() as made:
        mobile, task = await asked(made)
        media(mobile).tell(DigitPressed(key, 100))
        why = await task
        assert why is not None and why.kind is CauseKind.REFUSED
        assert made.said(MOBILE.label)[-1] == "BYE"


async def test_a_mailbox_presses_nothing_and_is_hung_up_on() -> None:
    async with house() as made:
        _, task = await asked(made, limit=10)
        began = made.exchange.clock()
        why = await task
        assert made.exchange.clock() - began == pytest.approx(10, abs=0.2)
        assert why is not None and why.kind is CauseKind.NO_ANSWER
        assert made.said(MOBILE.label)[-1] == "BYE"


async def test_hanging_up_refuses_and_the_bye_is_answered() -> None:
    async with house() as made:
        _, task = await asked(made)
        made.phone(MOBILE.label).hangs_up()
        why = await task
        assert why is not None and why.kind is CauseKind.REFUSED
        assert made.said(MOBILE.label)[-1] == "200 to BYE"


async def test_a_caller_who_leaves_meanwhile_ends_the_callees_call() -> None:
    async with house() as made:
        _, task = await asked(made)
        task.cancel()
        await moment()
        assert made.said(MOBILE.label)[-1] == "BYE"
