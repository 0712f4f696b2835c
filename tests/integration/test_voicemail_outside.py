"""Mailboxes from outside: a PIN that is guessed at, what a call costs, and a company's server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ringtree.demo.phone_call import CallState
from ringtree.prompts.mailbox_phrases import MailboxCounts, MailboxGreeting
from ringtree.prompts.mailbox_sayings import ASK_MAILBOX, LOCKED
from ringtree.storage.pins import PinVerdict
from tests.integration.hearing import wait_heard
from tests.integration.leaving import COMPANY, KEY, sentence
from tests.integration.phones import PhoneCall, phones
from tests.integration.server import Server, running, until

RIGHT, WRONG = "482596", "739154"
ACCESS = (
    COMPANY.replace("attach: mp3}", "attach: mp3, remote_access: true}").replace(
        "tree: main}", "tree: main}\n  - {number: '+74950000002', trunk: carrier, tree: in}"
    )
    + "  in: {start: access, nodes: {access: {type: mailbox_access}}}\n"
)


async def wrong_ones(server: Server) -> int:
    """Wrong PINs that the mailbox's history knows of."""
    events = await server.app.voicemail.store.history(KEY)
    return sum(event["action"] == "PIN wrong" for event in events)


async def guess(server: Server, call: PhoneCall) -> None:
    """Another wrong PIN, and wait until it was judged."""
    before = await wrong_ones(server)
    await call.press(f"101#{WRONG}#")
    end = asyncio.get_running_loop().time() + 30
    while await wrong_ones(server) == before:
        assert asyncio.get_running_loop().time() < end, "no PIN was judged"
        await asyncio.sleep(0.1)


async def test_who_guesses_a_pin_from_outside_is_locked_out_and_the_owner_then_let_in(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, ACCESS) as server:
        service = server.app.voicemail
        found = service.find("romashka", "vera")
        assert found and await service.pins.set(*found, RIGHT, by="test") is None
        for _ in range(3):  # an earlier call's
            assert await service.pins.check(KEY, found[1], WRONG) is PinVerdict.WRONG
        async with phones(carrier := server.carrier()):
            call = await carrier.dial("+74950000002", caller="+79211234567")
            await call.wait_answered()
            await wait_heard(server, call, ASK_MAILBOX, "ru")
            await guess(server, call)
            await guess(server, call)
            await call.press(f"101#{RIGHT}#")  # the right one comes too late
            await wait_heard(server, call, LOCKED, "ru", limit=30)
            await call.wait_ended(15)

            # A quarter of an hour later the owner calls.
            service.pins._stored._now = lambda: datetime.now(UTC) + timedelta(minutes=16)
            call = await carrier.dial("+74950000002", caller="+79217654321")
            await call.wait_answered()
            await wait_heard(server, call, ASK_MAILBOX, "ru")
            await call.press(f"101#{RIGHT}#")
            await wait_heard(server, call, MailboxCounts(0, 0, 0), "ru", limit=30)
            await call.hang_up()


@asynccontextmanager
async def company_server() -> AsyncIterator[tuple[int, list[dict[str, Any]]]]:
    """A company's HTTP server that is away once, then takes what it is told."""
    told: list[dict[str, Any]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
        told.append(json.loads(await reader.readexactly(length)))
        status = b"503 Away" if len(told) == 1 else b"204 Taken"
        writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n")
        writer.write(b"Connection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], told
    finally:
        server.close()


async def test_a_caller_pays_from_the_beep_on_and_the_company_s_server_is_told(
    tmp_path: Path,
) -> None:
    words = sentence("Это проверка связи. Раз, два, три.")
    async with company_server() as (port, told):
        hook = f"early_media: true, webhook: {{url: 'http://127.0.0.1:{port}/vm'}}, attach: mp3}}"
        document = COMPANY.replace("attach: mp3}", hook)
        async with running(tmp_path, document, webhook_hosts=("127.0.0.1",)) as server:
            async with phones(carrier := server.carrier()):
                call = await carrier.dial("+74950000001", caller="+79211234567")
                greeting = MailboxGreeting("Вера Петрова", True, False)
                await wait_heard(server, call, greeting, "ru", limit=30)
                assert call.state is CallState.RINGING, "the greeting was paid for"
                await call.wait_answered()
                await call.say(words)
                await asyncio.sleep(len(words) / 8000 + 0.3)  # how long the words take to say
                await call.hang_up()
                await until(lambda: len(told) == 1, "nobody was told", limit=20)
            (message,) = await server.app.voicemail.messages(KEY)
            await until(lambda: not server.app.calls.calls, "the call goes on")
            record = await server.record()
            assert message.webhook == "waiting"
            assert (await server.app.voicemail.resend(message)).webhook
            await until(lambda: len(told) == 2, "not told again", limit=20)
            await taken(server, message.id)
    assert told[0] == told[1] and told[0]["message"] == message.id
    assert told[0]["caller"] == "+79211234567" and told[0]["seconds"] == message.seconds
    assert record.answered is not None
    assert (record.answered - record.started).total_seconds() > 2


async def taken(server: Server, message: str) -> None:
    """Wait until the message's webhook has succeeded."""
    end = asyncio.get_running_loop().time() + 20
    while (await server.app.voicemail.store.get(message)).webhook != "accepted":
        assert asyncio.get_running_loop().time() < end, "the answer was not noted"
        await asyncio.sleep(0.1)
