"""Engines driven: facts go in, decisions are carried out, timers wake them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from ringtree.calls.call import Call
from ringtree.calls.cause import CauseKind, cause
from ringtree.company.model import Company
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.service import QueueService
from ringtree.queues.wait import QueueResult, Wait
from tests.unit.calls.house import ANNA, BORIS, House, company, house, moment

pytestmark = pytest.mark.looptime


def service(made: House, of: Company | None = None) -> QueueService:
    one = QueueService(made.exchange)
    one.configure(of or made.snapshot.company)
    return one


async def waiting(
    made: House, queues: QueueService, **more: Any
) -> tuple[Call, asyncio.Task[QueueResult]]:
    call = made.call()
    await call.answer()
    work = queues.wait(call, Wait(queue="sales", **more), lambda **_: None)
    task = made.tasks.start(work, name=call.id)
    await moment()
    return call, task


async def test_an_agent_answers_talks_and_rests_before_the_next_caller() -> None:
    async with house() as made:
        made.registrar.remove(BORIS)
        queues = service(made)
        call, task = await waiting(made, queues)
        made.phone("101").answers()
        result = await task
        talking = made.tasks.start(queues.converse(call, result), name="talk")
        await moment()
        _, second = await waiting(made, queues)
        assert len(made.endpoint.to("101")) == 1
        made.phone("101").hangs_up()
        await talking
        await moment(0.5)
        assert len(made.endpoint.to("101")) == 1  # wrap-up
        await moment(1)
        assert len(made.endpoint.to("101")) == 2
        second.cancel()
        await moment()
        assert made.occupancy.taken() == ()


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


async def test_two_agents_answer_together_and_one_talks() -> None:
    async with house() as made:
        queues = service(made)
        _, task = await waiting(made, queues)
        made.phone("102").obeys_cancel = False
        made.phone("101").answers()
        made.phone("102").answers()
        result = await task
        assert result.winner is not None and result.winner.target.label == "101"
        assert made.said("102")[-1] == "BYE"
        assert made.occupancy.taken() == (ANNA,)
        result.winner.cancel(cause(CauseKind.NORMAL))


async def test_who_is_in_another_call_is_not_rung() -> None:
    async with house() as made:
        queues = service(made)
        held = made.occupancy.occupy(ANNA, "other")
        _, task = await waiting(made, queues)
        assert made.endpoint.to("101") == []
        held.release()
        await moment(5)
        assert len(made.endpoint.to("101")) == 1
        task.cancel()


async def test_who_was_in_a_call_when_the_queues_were_configured_is_not_rung() -> None:
    async with house() as made:
        made.occupancy.occupy(ANNA, "other")
        _, task = await waiting(made, service(made))
        assert made.endpoint.to("101") == []
        task.cancel()


async def test_a_phone_that_comes_is_rung_and_one_that_goes_is_not() -> None:
    async with house() as made:
        queues = service(made)
        made.registrar.remove(ANNA)
        made.registrar.remove(BORIS)
        _, task = await waiting(made, queues)
        assert made.log == ["caller: 200"]
        made.registrar.add(ANNA)
        await moment()
        assert made.said("101") == ["INVITE"]
        task.cancel()


async def test_accounts_of_nobody_here_are_no_news() -> None:
    async with house() as made:
        service(made)
        made.registrar.add("other-101")
        made.registrar.add("nonsense")
        made.occupancy.occupy("other-101", "c").release()


async def test_a_queue_taken_away_lets_its_callers_go() -> None:
    async with house() as made:
        queues = service(made)
        _, task = await waiting(made, queues)
        without = company(queues={}, trees={"main": company().trees["straight"].model_dump()})
        queues.configure(without)
        assert (await task).outcome is QueueOutcome.CLOSED
        _, late = await waiting(made, queues)
        assert (await late).outcome is QueueOutcome.CLOSED
        with pytest.raises(UnknownQueue):
            queues.place("acme", "sales")
        assert made.occupancy.taken() == ()


async def test_a_higher_priority_goes_before() -> None:
    async with house() as made:
        made.registrar.remove(ANNA)
        made.registrar.remove(BORIS)
        queues = service(made)
        tasks = [(await waiting(made, queues))[1], (await waiting(made, queues, priority=5))[1]]
        assert (queues.place("acme", "sales"), queues.place("acme", "sales", 5)) == (3, 2)
        for task in tasks:
            task.cancel()


@pytest.mark.parametrize("stage", ["waiting", "ringing", "answered"])
async def test_the_caller_leaves(stage: str) -> None:
    async with house() as made:
        queues = service(made)
        if stage == "waiting":
            made.registrar.remove(ANNA)
            made.registrar.remove(BORIS)
        call, task = await waiting(made, queues)
        if stage == "answered":
            made.phone("101").answers()
        task.cancel()
        await moment()
        assert task.cancelled()
        assert made.occupancy.taken() == ()
        assert call.activity is None
        assert all(one.is_given_up for one in made.endpoint.sessions if one.name != "caller")
        assert queues.place("acme", "sales") == 1
