"""Callers and agents who act in the same instant, many times over: one outcome each, nothing left.

The phones are bytes (`raw_phone.py`), since a real one takes longer to answer than the races last.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from ringtree.records.outcome import Outcome
from tests.integration.companies import DAISY
from tests.integration.phones import ServerAddress, free_port
from tests.integration.raw_phone import RawCall, RawPhone
from tests.integration.server import Server, running, until
from tests.integration.sipp import SippRun, answering, sipp

#: Everybody is rung at once and is free again at once.
ALL = (
    DAISY.replace("strategy: longest_idle", "strategy: ring_all")
    .replace("wrap_up: 1", "wrap_up: 0")
    .replace("refusal_pause: 10", "refusal_pause: 0.2")
    .replace("retry: 0.5", "retry: 0.1")
)
QUEUE, GROUP = "+74950000002", "+74950000003"
ROUNDS = 15


def raw(server: Server, extension: int, **options: object) -> RawPhone:
    account = f"daisy-{extension}"
    return RawPhone(server.address, account, server.passwords[account], **options)  # type: ignore[arg-type]


def carrier(server: Server) -> RawPhone:
    return RawPhone(server.address, "+79210000001", port=server.trunk_port)


async def rung(phone: RawPhone, limit: float = 5.0) -> RawCall:
    return await asyncio.wait_for(phone.incoming.get(), limit)


async def nothing_left(server: Server, limit: float = 8.0) -> None:
    await server.released(limit=limit)
    for queues in server.app.queues._companies.values():
        assert queues._driver.carriers == {}
        for name in ("sales", "support"):
            assert queues.engine.waiting(name) == ()


async def test_of_two_agents_who_answer_in_one_instant_exactly_one_talks(tmp_path: Path) -> None:
    async with running(tmp_path, ALL) as server:
        async with (
            raw(server, 101) as anna,
            raw(server, 102) as boris,
            carrier(server) as trunk,
        ):
            await anna.register()
            await boris.register()
            winners: Counter[str] = Counter()
            for number in range(ROUNDS):
                call = trunk.dial(QUEUE)
                await call.answered()
                both = [await rung(anna), await rung(boris)]
                for one in both[:: 1 if number % 2 else -1]:
                    one.answer()
                await until(lambda both=both: any(one.over for one in both), "both talk")
                [winner] = [one for one in both if not one.over]
                assert winner.acked is not None
                assert server.app.occupancy.taken() == (winner.phone.account,)
                winners[winner.phone.account[-3:]] += 1
                await asyncio.sleep(0.05)
                assert not winner.over and not call.over
                call.bye()
                await until(lambda one=winner: one.over, "the agent was left alone")
                await nothing_left(server)
            records = await server.records()
    assert len(winners) == 2, "only one of the orders was tried"
    assert Counter(record.answered_by for record in records) == winners
    assert {record.outcome for record in records} == {Outcome.ANSWERED}


@pytest.mark.parametrize("number", [QUEUE, GROUP], ids=["queue", "dial"])
@pytest.mark.parametrize("first", ["caller", "agent"])
async def test_a_caller_who_leaves_as_an_agent_answers_leaves_nobody_behind(
    tmp_path: Path, number: str, first: str
) -> None:
    """By BYE to a queue, which has answered; by CANCEL to a tree that only rings."""
    async with running(tmp_path, ALL) as server:
        async with raw(server, 101) as anna, carrier(server) as trunk:
            await anna.register()
            for _ in range(ROUNDS):
                call = trunk.dial(number)
                if number == QUEUE:
                    await call.answered()
                agent = await rung(anna)
                agent.ring()
                if first == "agent":
                    agent.answer()
                if number == QUEUE:
                    call.bye()
                else:
                    call.cancel()
                if first == "caller":
                    agent.answer()
                await settled(call)
                await until(lambda one=agent: one.over, "the agent talks to nobody")
                assert agent.acked is not None or agent.cancelled
                await nothing_left(server)
            records = await server.records()
    assert len(records) == ROUNDS
    assert {record.outcome for record in records} <= {Outcome.ANSWERED, Outcome.ABANDONED}


async def settled(call: RawCall) -> None:
    """The caller who cancelled was too late or not: either way it hangs up."""
    answer = await call.final()
    if answer.status == 200 and not call.over:
        call.ack(answer)
        call.bye()
        await call.final(call.cseq)


async def test_an_agent_s_phone_that_dies_while_ringing_costs_one_ring_time(
    tmp_path: Path,
) -> None:
    document = ALL.replace("strategy: ring_all", "strategy: longest_idle").replace(
        "    ring_time: 4\n    retry", "    ring_time: 1\n    retry"
    )
    async with running(tmp_path, document) as server:
        async with (
            raw(server, 101) as anna,
            raw(server, 102) as boris,
            carrier(server) as trunk,
        ):
            for agent in (anna, boris):
                await agent.register()
                agent.on_invite = lambda call: (call.ring(), call.phone.incoming.put_nowait(call))[
                    0
                ]
            call = trunk.dial(QUEUE)
            await call.answered()
            await until(
                lambda: not anna.incoming.empty() or not boris.incoming.empty(), "nobody was rung"
            )
            dead, other = (anna, boris) if not anna.incoming.empty() else (boris, anna)
            dead.alive = False
            taken = await rung(other, 3.0)
            taken.answer()
            await until(lambda: taken.acked is not None, "the other agent has no caller")
            await until(
                lambda: server.app.occupancy.taken() == (other.account,), "the dead one is busy"
            )
            call.bye()
            await until(lambda: taken.over, "the agent was left alone")
            await nothing_left(server)
        record = await server.record()
    assert record.answered_by == other.account[-3:]


async def test_an_agent_who_hangs_up_in_the_instant_of_answering_gives_the_caller_back(
    tmp_path: Path,
) -> None:
    """200, then BYE before the server's ACK can have come."""
    async with running(tmp_path, ALL) as server:
        async with raw(server, 101) as anna, carrier(server) as trunk:
            await anna.register()
            for _ in range(ROUNDS):
                call = trunk.dial(QUEUE)
                await call.answered()
                agent = await rung(anna)
                agent.answer()
                await asyncio.sleep(0)
                agent.remote = agent.request.get("From") if agent.request else ""
                agent.bye()
                await asyncio.sleep(0.1)
                call.bye()
                while not anna.incoming.empty():
                    anna.incoming.get_nowait().reject(486, "Busy Here")
                await nothing_left(server)
            assert len(await server.records()) == ROUNDS


async def test_many_callers_and_few_agents_leave_nothing_behind(tmp_path: Path) -> None:
    """sipp calls and sipp answers; two more agents answer late, refuse, or let it ring."""
    document = ALL.replace("agents: [101, 102]", "agents: [101, 102, 103]").replace(
        "    ring_time: 4\n    retry", "    ring_time: 0.5\n    retry"
    )
    chance = random.Random(2)

    def behave(call: RawCall) -> None:
        loop = asyncio.get_running_loop()
        call.ring()
        match chance.randrange(4):
            case 0:
                call.reject(486, "Busy Here")
            case 1:
                pass  # until it is cancelled
            case _:
                loop.call_later(chance.random() * 0.6, lambda: call.over or call.answer())
                loop.call_later(1.0 + chance.random(), lambda: call.over or hang_up(call))

    async with running(tmp_path, document) as server, AsyncExitStack() as stack:
        await stack.enter_async_context(await sipp_agent(server, 102))
        for extension in (101, 103):
            agent = await stack.enter_async_context(raw(server, extension))
            agent.on_invite = behave
            await agent.register()
        run = SippRun(
            scenario="uac_patient_or_not",
            to=server.address,
            service=QUEUE,
            local=ServerAddress("127.0.0.1", server.trunk_port),
            calls=90,
            rate=6,
            talk=1.6,
            limit=40,
            log_messages=False,
        )
        result = await sipp(run)
        result.check(90)
        await nothing_left(server)
        outcomes = Counter(record.outcome for record in await server.records())
    assert sum(outcomes.values()) == 90
    assert set(outcomes) == {Outcome.ANSWERED, Outcome.ABANDONED}, outcomes


def hang_up(call: RawCall) -> None:
    if call.acked is not None:
        assert call.request is not None
        call.remote = call.request.get("From")
        call.bye()


async def sipp_agent(server: Server, extension: int):  # type: ignore[no-untyped-def]
    """sipp at the address that registered for this extension."""
    port = free_port()
    async with raw(server, extension, port=port) as phone:
        assert (await phone.register()).status == 200
    run = SippRun(
        scenario="uas_answer",
        local=ServerAddress("127.0.0.1", port),
        calls=1000,
        talk=0.05,
        limit=60,
        patience=60,
        log_messages=False,
    )
    return answering(run)
