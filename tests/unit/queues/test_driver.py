"""An engine driven: its timers wake it, its decisions are carried out, and faults are put right."""

from __future__ import annotations

import asyncio

import pytest

from ringtree.queues.outcome import QueueOutcome
from tests.unit.calls.house import house, moment
from tests.unit.queues.waiting import service, waiting

pytestmark = pytest.mark.looptime


async def test_a_wave_that_nobody_answers_rings_again_after_the_pause() -> None:
    async with house() as made:
        _, task = await waiting(made, service(made))
        made.phone("101").rings()
        await moment(10.5)
        assert made.said("101") == ["INVITE", "CANCEL"]
        await moment(2)
        assert made.said("101") == ["INVITE", "CANCEL", "INVITE"]
        task.cancel()


async def test_the_queue_lets_go_after_the_longest_wait() -> None:
    async with house() as made:
        _, task = await waiting(made, service(made))
        assert (await task).outcome is QueueOutcome.OVERFLOW
        assert asyncio.get_running_loop().time() == pytest.approx(60, abs=0.1)
        assert made.occupancy.taken() == ()


async def test_the_watchdog_finds_a_caller_whom_nobody_holds() -> None:
    async with house() as made:
        queues = service(made)
        company, floor = queues.company("acme"), queues.floor("acme")
        assert company is not None and floor is not None
        company.look_for_faults()
        assert company.faults == 0
        _, task = await waiting(made, queues)
        company.look_for_faults()
        assert company.faults == 0
        (entry_id,) = floor.entries
        company.places.forget(entry_id)
        company.look_for_faults()
        assert (company.faults, floor.entries) == (1, {})
        task.cancel()
        await moment()
