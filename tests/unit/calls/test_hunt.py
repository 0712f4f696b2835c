"""Who rings when: together, in order, in waves."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from ringtree.calls.cause import CauseKind
from ringtree.calls.hunt import Hunt, Order, Plan
from ringtree.calls.ringing import RingResult
from ringtree.calls.target import Target
from tests.unit.calls.house import ANNA, BORIS, House, house, moment, target

pytestmark = pytest.mark.looptime

ANNAS = target("101", "192.0.2.101", account=ANNA)
BORIS_S = target("102", "192.0.2.102", account=BORIS)
NOBODYS = target("103", account="acme-103")


async def hunting(
    made: House,
    waves: Sequence[Sequence[Target]],
    order: Order,
    *,
    ring_time: float = 20,
    delay: float = 5,
) -> tuple[Hunt, asyncio.Task[RingResult]]:
    plan = Plan(waves=waves, order=order, ring_time=ring_time, delay=delay)
    hunt = Hunt(made.call(), plan)
    task = made.tasks.start(hunt.run(), name="hunt")
    await moment()
    return hunt, task


def rung(made: House) -> list[str]:
    """Who was sent an INVITE, in order."""
    return [line.partition(":")[0] for line in made.log if line.endswith(": INVITE")]


async def test_together_everybody_rings_at_once() -> None:
    async with house() as made:
        _, task = await hunting(made, [[ANNAS], [BORIS_S]], Order.TOGETHER)
        assert rung(made) == ["101", "102"]
        made.phone("102").answers()
        result = await task
        assert result.winner is not None and result.winner.target is BORIS_S


class TestWaves:
    async def test_the_next_joins_those_who_ring(self) -> None:
        async with house() as made:
            hunt, task = await hunting(made, [[ANNAS], [BORIS_S]], Order.WAVES)
            made.phone("101").rings()
            await moment(4.5)
            assert rung(made) == ["101"]
            await moment(1)
            assert rung(made) == ["101", "102"] and "CANCEL" not in made.said("101")
            made.phone("101").answers()
            await task
            assert hunt.fates == {"101": "answered", "102": CauseKind.ANSWERED_ELSEWHERE}

    async def test_who_answers_before_spares_the_others(self) -> None:
        async with house() as made:
            _, task = await hunting(made, [[ANNAS], [BORIS_S]], Order.WAVES)
            made.phone("101").answers()
            assert (await task).winner is not None
            assert rung(made) == ["101"]

    async def test_a_wave_of_which_nobody_rings_is_not_waited_for(self) -> None:
        async with house() as made:
            made.occupancy.reserve(ANNA, "another call")
            waves = [[ANNAS], [NOBODYS], [BORIS_S]]
            hunt, task = await hunting(made, waves, Order.WAVES)
            assert rung(made) == ["102"]
            made.phone("102").refuses(486)
            result = await task
            assert result.winner is None and result.cause.kind is CauseKind.BUSY
            assert set(hunt.fates) == {"101", "102", "103"}

    async def test_the_ring_time_is_for_all_waves(self) -> None:
        async with house() as made:
            began = made.exchange.clock()
            _, task = await hunting(made, [[ANNAS], [BORIS_S]], Order.WAVES, ring_time=12)
            made.phone("101").rings()
            result = await task
            assert made.exchange.clock() - began == pytest.approx(12, abs=0.2)
            assert result.cause.kind is CauseKind.NO_ANSWER
            assert made.occupancy.taken() == ()

    async def test_a_caller_who_leaves_between_waves_stops_everybody(self) -> None:
        async with house() as made:
            _, task = await hunting(made, [[ANNAS], [BORIS_S]], Order.WAVES)
            made.phone("101").rings()
            task.cancel()
            await moment(10)
            assert rung(made) == ["101"] and made.said("101")[-1] == "CANCEL"
            assert made.occupancy.taken() == ()


class TestInOrder:
    async def test_each_rings_alone_for_the_ring_time(self) -> None:
        async with house() as made:
            hunt, task = await hunting(made, [[ANNAS, BORIS_S]], Order.IN_ORDER, ring_time=10)
            made.phone("101").rings()
            await moment(9)
            assert rung(made) == ["101"]
            await moment(2)
            assert made.said("101")[-1] == "CANCEL" and rung(made) == ["101", "102"]
            made.phone("102").answers()
            result = await task
            assert result.winner is not None and result.winner.target is BORIS_S
            assert hunt.fates == {"101": CauseKind.NO_ANSWER, "102": "answered"}
            assert [attempt.target.label for attempt, _ in result.failures] == ["101"]

    async def test_who_cannot_ring_costs_no_time(self) -> None:
        async with house() as made:
            made.occupancy.reserve(ANNA, "another call")
            await hunting(made, [[ANNAS, NOBODYS, BORIS_S]], Order.IN_ORDER)
            assert rung(made) == ["102"]

    async def test_the_most_telling_failure_is_told(self) -> None:
        async with house() as made:
            made.occupancy.reserve(ANNA, "another call")
            _, task = await hunting(made, [[ANNAS, NOBODYS]], Order.IN_ORDER)
            result = await task
            assert result.winner is None and result.cause.kind is CauseKind.BUSY
