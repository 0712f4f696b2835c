"""Reaching people and numbers, asking servers, taking messages: each node by a real telephone."""

from __future__ import annotations

import asyncio
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
from aiohttp import web

from ringtree.company.prompt import Prompt
from ringtree.prompts.names import PressKey, ToReach
from ringtree.records.outcome import Outcome
from tests.integration.hearing import wait_heard, wait_music
from tests.integration.phones import (
    Phone,
    PhoneCall,
    assert_hear_each_other,
    find_tone,
    free_port,
    phones,
)
from tests.integration.server import Server, running

HEAD = """
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {probe: null, addresses: ["{trunk}"], max_calls: 20, original_caller: true}
numbers:
  - {number: "+74950000001", trunk: carrier, tree: main}
people:
  - {extension: 101, name: Anna Smith}
  - {extension: 102, name: Boris Cook}
  - {extension: 103, name: Vera Priest}
groups:
  everybody: {extensions: [101, 102, 103]}
trees:
  main:
    start: first
    fallback: goodbye
    nodes:
      goodbye: {type: hang_up, prompt: Goodbye.}
"""
MOBILE = "+79161234567"
PRESS_ONE = Prompt(text="Press one.")


def company(first: str) -> str:
    """The company whose callers come to this node first."""
    return f"{HEAD}      first: {first}\n"


async def dial(carrier: Phone) -> PhoneCall:
    return await carrier.dial("+74950000001", caller="+79210000001")


async def ended(server: Server) -> None:
    await server.released()


async def test_waves_join_each_other_while_the_caller_hears_music_unanswered(
    tmp_path: Path,
) -> None:
    node = "{type: dial, targets: ['101', '102'], order: waves, delay: 1.5, hears: music}"
    async with running(tmp_path, company(node)) as server:
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(anna, boris, carrier := server.carrier()):
            call = await dial(carrier)
            await anna.wait_call()
            assert not boris.is_ringing
            await wait_music(server, call)
            assert call.time_of("established") is None, "nothing has answered yet"
            rung = await boris.wait_call()
            assert anna.is_ringing, "the first wave rings on"
            await rung.answer()
            await assert_hear_each_other(call, rung)
            await call.hang_up()
        await ended(server)
        record = await server.record()
    assert record.answered_by == "102"


async def test_in_order_the_next_rings_when_the_one_before_did_not_answer(tmp_path: Path) -> None:
    node = "{type: dial, targets: everybody, order: in_order, ring_time: 3}"
    async with running(tmp_path, company(node)) as server:
        anna, vera = server.phone("daisy-101"), server.phone("daisy-103")
        async with phones(anna, vera, carrier := server.carrier()):
            call = await dial(carrier)
            first = await anna.wait_call()
            rung = await vera.wait_call()  # 102 has no phone and costs no time
            await first.wait_ended()
            await rung.answer()
            await assert_hear_each_other(call, rung)
            await rung.hang_up()
            await call.wait_ended(15)
        await ended(server)
        record = await server.record()
    fates = record.trace[0].facts["rung"]
    assert fates == {"101": "no_answer", "102": "unreachable", "103": "answered"}


async def test_who_knows_the_internal_number_dials_it_in_the_menu(tmp_path: Path) -> None:
    node = (
        "{type: menu, prompt: Two is nothing., choices: ['2'], direct_dial: all, "
        "exits: {'2': goodbye, no_input: goodbye, no_match: goodbye}}"
    )
    async with running(tmp_path, company(node)) as server:
        async with phones(anna := server.phone("daisy-101"), carrier := server.carrier()):
            call = await dial(carrier)
            await call.wait_answered()
            await call.press("101")
            await (rung := await anna.wait_call()).answer()
            await assert_hear_each_other(call, rung)
            await call.hang_up()
        await ended(server)
        record = await server.record()
    assert record.trace[0].exit == "answered" and record.answered_by == "101"


OUTSIDE = (
    "{type: outside, number: '" + MOBILE + "', caller_id: caller, accept: true, accept_time: 4, "
    "accept_prompt: Press one., "
    "exits: {no_answer: goodbye, refused: goodbye, busy: goodbye, unreachable: goodbye}}"
)


@asynccontextmanager
async def mobile(server: Server) -> AsyncIterator[tuple[PhoneCall, PhoneCall]]:
    """A caller, and the mobile that rings for the call; both by the carrier's line."""
    async with phones(carrier := server.carrier(MOBILE)):
        call = await dial(carrier)
        yield call, await carrier.wait_call()


async def test_a_mobile_takes_the_call_by_pressing_1(tmp_path: Path) -> None:
    async with running(tmp_path, company(OUTSIDE)) as server:
        async with mobile(server) as (call, rung):
            assert "+79210000001" in rung.peer, "the caller's own number is presented"
            await rung.answer()
            await wait_heard(server, rung, PRESS_ONE)
            assert call.time_of("established") is None, "the caller still hears ringing"
            await rung.press("1")
            await call.wait_answered()
            await assert_hear_each_other(call, rung)
            await call.hang_up()
        await ended(server)
        record = await server.record()
    assert record.answered_by == MOBILE and record.trace[0].facts["accepted"] is True


async def test_a_mailbox_that_answers_does_not_swallow_the_call(tmp_path: Path) -> None:
    async with running(tmp_path, company(OUTSIDE)) as server:
        async with mobile(server) as (call, rung):
            await rung.answer()
            await rung.wait_ended(10)
            await call.wait_ended(15)
        await ended(server)
        record = await server.record()
    assert record.trace[0].exit == "no_answer" and record.answered_by is None


async def test_who_hangs_up_instead_of_pressing_1_has_refused(tmp_path: Path) -> None:
    async with running(tmp_path, company(OUTSIDE)) as server:
        async with mobile(server) as (call, rung):
            await rung.answer()
            await wait_heard(server, rung, PRESS_ONE)
            await rung.hang_up()
            await call.wait_ended(15)
        await ended(server)
        record = await server.record()
    assert record.trace[0].exit == "refused" and record.outcome is Outcome.REJECTED


async def test_a_person_is_found_by_name_and_rung(tmp_path: Path) -> None:
    node = "{type: directory, by: name, exits: {no_input: goodbye, no_match: goodbye}}"
    async with running(tmp_path, company(node)) as server:
        async with phones(vera := server.phone("daisy-103"), carrier := server.carrier()):
            call = await dial(carrier)
            await call.wait_answered()
            await call.press("774#")  # PRI
            await wait_heard(server, call, ToReach("Vera Priest"))
            await wait_heard(server, call, PressKey(1))
            await call.press("1")
            await (rung := await vera.wait_call()).answer()
            await assert_hear_each_other(call, rung)
            await call.hang_up()
        await ended(server)
        record = await server.record()
    assert record.trace[0].facts["found"] == "103"


VOICEMAIL = (
    "{type: voicemail, prompt: Speak., silence: 2, exits: {nothing_said: goodbye, full: goodbye}}"
)
SPEAK = Prompt(text="Speak.")


async def test_a_message_is_kept_though_the_caller_just_hangs_up(tmp_path: Path) -> None:
    async with running(tmp_path, company(VOICEMAIL)) as server:
        async with phones(carrier := server.carrier()):
            call = await dial(carrier)
            await wait_heard(server, call, SPEAK)
            await call.wait_heard(call.heard.seconds + 1.0)
            await call.say_tone(440)
            await call.wait_heard(call.heard.seconds + 3.0)
            await call.hang_up()
        await ended(server)
        record = await server.record()
    assert record.outcome is Outcome.MESSAGE
    name = record.legs[0].recording
    assert name is not None and record.trace[0].facts["recording"] == name
    with wave.open(str(tmp_path / name)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
    assert len(samples) > 2 * 8000
    assert find_tone(samples[-12_000:-4_000]).is_about(440)


async def test_who_says_nothing_leaves_no_message(tmp_path: Path) -> None:
    async with running(tmp_path, company(VOICEMAIL)) as server:
        async with phones(carrier := server.carrier()):
            call = await dial(carrier)
            await wait_heard(server, call, SPEAK)
            await call.wait_ended(15)
        await ended(server)
        record = await server.record()
    assert record.trace[0].exit == "nothing_said" and record.legs[0].recording is None
    assert not list((tmp_path / "messages").rglob("*.wav"))


@asynccontextmanager
async def crm(port: int) -> AsyncIterator[None]:
    """A server of the company's: one page answers well, the other one hangs."""

    async def vip(request: web.Request) -> web.Response:
        asked = await request.json()
        assert asked["caller"] == "+79210000001"
        assert request.headers["X-Ringtree-Signature"].startswith("t=")
        return web.json_response({"exit": "vip", "say": "Welcome back, dear customer."})

    async def hanging(_request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    app = web.Application()
    app.add_routes([web.post("/vip", vip), web.post("/slow", hanging)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield
    finally:
        await runner.cleanup()


def webhook(port: int, page: str) -> str:
    exits = "vip: goodbye, next: goodbye, timeout: goodbye, failed: goodbye, bad_answer: goodbye"
    return (
        f"{{type: webhook, url: 'http://127.0.0.1:{port}/{page}', secret: crm, answers: [vip], "
        f"time_limit: 3, exits: {{{exits}}}}}"
    )


async def test_a_server_chooses_the_exit_and_says_something(tmp_path: Path) -> None:
    port = free_port()
    settings = {
        "webhook_hosts": ("127.0.0.1",),
        "webhook_secrets": {"daisy/crm": "very secret indeed"},
    }
    async with crm(port), running(tmp_path, company(webhook(port, "vip")), **settings) as server:
        async with phones(carrier := server.carrier()):
            call = await dial(carrier)
            await wait_heard(server, call, Prompt(text="Welcome back, dear customer."))
            await call.wait_ended(15)
        await ended(server)
        record = await server.record()
    assert record.trace[0].exit == "vip"


async def test_a_slow_server_is_waited_for_with_music_and_left(tmp_path: Path) -> None:
    port = free_port()
    settings = {
        "webhook_hosts": ("127.0.0.1",),
        "webhook_secrets": {"daisy/crm": "very secret indeed"},
    }
    async with crm(port), running(tmp_path, company(webhook(port, "slow")), **settings) as server:
        async with phones(carrier := server.carrier()):
            call = await dial(carrier)
            await wait_music(server, call)
            await call.wait_ended(15)
        await ended(server)
        record = await server.record()
    assert record.trace[0].exit == "timeout"
    assert 2.9 < record.trace[0].seconds < 4.0


async def test_the_servers_own_network_is_not_asked(tmp_path: Path) -> None:
    port = free_port()
    secrets = {"daisy/crm": "very secret indeed"}
    async with (
        crm(port),
        running(tmp_path, company(webhook(port, "vip")), webhook_secrets=secrets) as server,
        phones(carrier := server.carrier()),
    ):
        call = await dial(carrier)
        await call.wait_ended(15)
        await ended(server)
        record = await server.record()
    assert record.trace[0].exit == "failed"
    assert "not a public address" in record.trace[0].facts["steps"][0]["why"]
