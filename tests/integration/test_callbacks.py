"""fusionpbx #1322, with real telephones: presence by star codes, and a callback's whole story."""

from __future__ import annotations

from pathlib import Path

from ringtree.callbacks.callback import CallbackState
from ringtree.prompts.agent_phrases import NowLoggedOut, NowReady
from ringtree.prompts.callback_phrases import CallbackTaken, CallingBack
from ringtree.prompts.forwarding_phrases import Disturbed
from ringtree.queues.agent import Presence
from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction
from tests.integration.hearing import wait_heard
from tests.integration.phones import Phone, assert_hear_each_other, phones
from tests.integration.server import Server, running, until

MOBILE = "+79161234567"
COMPANY = """
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {probe: null, addresses: ["{trunk}"], max_calls: 20}
numbers:
  - {number: "+74950000001", trunk: carrier, tree: main}
people:
  - {extension: 101, name: Anna Smith}
queues:
  sales:
    title: Sales
    agents: [101]
    wrap_up: 0
    callbacks: {first: caller, attempts: 1, accept_time: 15}
trees:
  main:
    start: back
    fallback: goodbye
    nodes:
      back: {type: callback, queue: sales, exits: {accepted: goodbye}}
      goodbye: {type: hang_up}
"""


async def says(server: Server, anna: Phone, code: str, *confirmation: object) -> None:
    """Anna dials a code, hears that it is done, and puts the phone down."""
    call = await anna.dial(code)
    await wait_heard(server, call, *confirmation)  # type: ignore[arg-type]
    await call.wait_ended(15)


async def asks(server: Server, carrier: Phone) -> None:
    """A caller asks to be called back, hears the promise, and is gone."""
    call = await carrier.dial("+74950000001", caller=MOBILE)
    await wait_heard(server, call, CallbackTaken())
    await call.wait_ended(15)
    await until(lambda: not server.app.calls.calls, "the call did not end")


async def test_who_asked_is_called_back_when_an_agent_is_ready_presses_1_and_talks(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, COMPANY) as server:
        async with phones(anna := server.phone("daisy-101"), carrier := server.carrier(MOBILE)):
            await says(server, anna, "*52", NowLoggedOut())
            said = server.app.presence.of("daisy", "101")
            assert (said.presence, said.by) == (Presence.LOGGED_OUT, "101")
            await asks(server, carrier)
            (waiting,) = server.app.callbacks.open("daisy")
            assert waiting.number == MOBILE
            await says(server, anna, "*50", NowReady(("Sales",)))
            rung = await carrier.wait_call()
            assert "+74950000001" in rung.peer
            await rung.answer()
            await wait_heard(server, rung, CallingBack("Daisy"))
            await rung.press("1")
            taken = await anna.wait_call()
            assert MOBILE in taken.peer
            await taken.answer()
            await assert_hear_each_other(taken, rung)
            await rung.hang_up()
            await until(lambda: not server.app.calls.calls, "the call did not end")
        record = next(one for one in await server.records() if one.direction is Direction.CALLBACK)
        (ended,) = await server.app.callbacks.listing("daisy")
        for queues in dict(server.app.queues.all()).values():
            assert queues.faults == 0
        await server.released()
    assert (record.outcome, record.answered_by, record.caller) == (
        Outcome.ANSWERED,
        "101",
        MOBILE,
    )
    assert ended.state is CallbackState.REACHED


async def test_who_wants_to_be_left_alone_is_rung_by_no_queue_and_says_why(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, COMPANY) as server, phones(anna := server.phone("daisy-101")):
        floor = server.app.queues.floor("daisy")
        assert floor is not None and floor.agents["101"].is_on_duty
        await says(server, anna, "*26", Disturbed(False))
        agent = floor.agents["101"]
        assert (agent.presence, agent.detail) == (Presence.NOT_READY, "do not disturb")
        assert not agent.is_on_duty
        await says(server, anna, "*26", Disturbed(True))
        assert floor.agents["101"].is_on_duty


async def test_an_answering_machine_presses_nothing_and_costs_no_agent_a_ring(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, COMPANY.replace("accept_time: 15", "accept_time: 3")) as server:
        async with phones(anna := server.phone("daisy-101"), carrier := server.carrier(MOBILE)):
            await asks(server, carrier)
            rung = await carrier.wait_call()
            await rung.answer()
            await rung.wait_ended(15)
            assert not anna.is_ringing
            await until(lambda: not server.app.callbacks.open("daisy"), "it is still to be called")
        (ended,) = await server.app.callbacks.listing("daisy")
    assert (ended.state, ended.attempts) == (CallbackState.UNREACHED, 1)
