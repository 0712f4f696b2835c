"""One company's queues at work: callers wait, agents answer, talk, and rest."""

from __future__ import annotations

import pytest

from ringtree.calls.cause import CauseKind, cause
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.outcome import QueueOutcome
from tests.unit.calls.house import ANNA, BORIS, company, house, moment
from tests.unit.queues.waiting import service, waiting

pytestmark = pytest.mark.looptime


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
