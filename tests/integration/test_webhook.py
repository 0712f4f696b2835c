"""Webhooks against a real HTTP server that is slow, broken, huge, or leads elsewhere."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from ringtree.flows.requests import (
    Method,
    Sound,
    WebhookOutcome,
    WebhookReply,
    WebhookRequest,
)
from ringtree.flows.webhooks.client import LONGEST_ANSWER, WebhookClient, WebhookSettings

SECRET = "a very secret secret"
FACTS = {"caller": "+79990000000", "tags": ["vip"], "variables": {"city": "Тверь"}}


@dataclass
class Stage:
    """A server of a company's, what it was asked, and a client that may ask it."""

    port: int
    client: WebhookClient
    asked: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)

    async def ask(self, page: str, **changes: Any) -> WebhookReply:
        request = WebhookRequest(
            url=f"http://127.0.0.1:{self.port}/{page}",
            method=Method.POST,
            facts=FACTS,
            secret="crm",
            limit=1.0,
            sound=Sound(),
        )
        return await self.client.ask("daisy", replace(request, **changes))


def settings(*allowed: str) -> WebhookSettings:
    return WebhookSettings(allowed_hosts=allowed, secrets={"daisy/crm": SecretStr(SECRET)})


@asynccontextmanager
async def stage(*allowed: str) -> AsyncIterator[Stage]:
    server = await asyncio.start_server(lambda r, w: serve(one, r, w), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    one = Stage(port, WebhookClient(settings(*(allowed or ("127.0.0.1",)))))
    try:
        yield one
    finally:
        await one.client.stop()
        server.close()


async def serve(one: Stage, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request after the other, as the page's name says."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        line, *rest = head.strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        one.asked.append((line, body, headers))
        page = line.split()[1].strip("/").partition("?")[0]
        await PAGES[page](writer)
        await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


def page(body: bytes, status: str = "200 OK", *headers: str) -> Any:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "Connection: close"]

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join((*lines, "", "")).encode() + body)

    return write


async def slow(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


async def trickle(writer: asyncio.StreamWriter) -> None:
    """A byte now and then: no single read is ever slow."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
    for _ in range(100):
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.1)


async def endless(writer: asyncio.StreamWriter) -> None:
    """Chunks without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"4000\r\n" + b" " * 0x4000 + b"\r\n")
        await writer.drain()


async def rude(writer: asyncio.StreamWriter) -> None:
    """Hangs up without a word."""


async def nonsense(writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")


GOOD = b'{"exit": "vip", "variables": {"orders": 3}, "say": "Hello {you}"}'
PAGES = {
    "good": page(GOOD),
    "empty": page(b""),
    "slow": slow,
    "trickle": trickle,
    "endless": endless,
    "rude": rude,
    "nonsense": nonsense,
    "huge": page(b'{"say": "' + b"a" * LONGEST_ANSWER + b'"}'),
    "deep": page(b"[" * 60_000),
    "bomb": page(b"\x1f\x8b", "200 OK", "Content-Encoding: gzip"),
    "error": page(b'{"exit": "vip"}', "500 Oops"),
    "html": page(b"<html>"),
    "lie": page(b'{"exit": 7}'),
    "unknown": page(b'{"exti": "vip"}'),
    "redirect": page(b"", "302 Found", "Location: http://169.254.169.254/latest/meta-data"),
    "cookie": page(b"{}", "200 OK", "Set-Cookie: session=1"),
}


async def test_an_answer_chooses_sets_and_says() -> None:
    async with stage() as one:
        reply = await one.ask("good")
    assert reply.outcome is WebhookOutcome.ANSWERED and reply.status == 200
    assert reply.exit == "vip" and reply.variables == {"orders": "3"}
    assert reply.say is not None and reply.say.text == "Hello {{you}}"


async def test_nothing_is_an_answer_too() -> None:
    async with stage() as one:
        reply = await one.ask("empty")
    assert reply.outcome is WebhookOutcome.ANSWERED and reply.exit is None


async def test_the_request_is_signed_over_all_of_it() -> None:
    async with stage() as one:
        await one.ask("good")
        ((_, body, headers),) = one.asked
    moment, signature = headers["x-ringtree-signature"].removeprefix("t=").split(",v1=")
    assert abs(int(moment) - time.time()) < 60
    signed = f"{moment}\nPOST\n/good\n".encode() + body
    assert signature == hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["content-type"] == "application/json" and "Тверь".encode() in body


async def test_by_get_the_facts_are_in_the_query_and_signed_with_it() -> None:
    async with stage() as one:
        await one.ask("good", method=Method.GET)
        ((line, body, headers),) = one.asked
    method, target, _ = line.split()
    assert method == "GET" and body == b""
    assert "caller=%2B79990000000" in target and "city=%D0%A2" in target
    moment, signature = headers["x-ringtree-signature"].removeprefix("t=").split(",v1=")
    signed = f"{moment}\nGET\n{target}\n".encode()
    assert signature == hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("slow", WebhookOutcome.TIMEOUT),
        ("trickle", WebhookOutcome.TIMEOUT),
        ("endless", WebhookOutcome.BAD_ANSWER),
        ("huge", WebhookOutcome.BAD_ANSWER),
        ("deep", WebhookOutcome.BAD_ANSWER),
        ("bomb", WebhookOutcome.BAD_ANSWER),
        ("html", WebhookOutcome.BAD_ANSWER),
        ("lie", WebhookOutcome.BAD_ANSWER),
        ("unknown", WebhookOutcome.BAD_ANSWER),
        ("error", WebhookOutcome.FAILED),
        ("rude", WebhookOutcome.FAILED),
        ("nonsense", WebhookOutcome.FAILED),
        ("redirect", WebhookOutcome.FAILED),
    ],
)
async def test_a_server_that_misbehaves_has_its_exit_in_time(
    name: str, outcome: WebhookOutcome
) -> None:
    async with stage() as one:
        began = time.monotonic()
        reply = await one.ask(name)
        assert time.monotonic() - began < 1.5
    assert reply.outcome is outcome, reply
    assert reply.why


async def test_a_redirect_is_not_followed_even_to_where_one_may_go() -> None:
    async with stage() as one:
        PAGES["home"] = page(b"", "302 Found", f"Location: http://127.0.0.1:{one.port}/good")
        reply = await one.ask("home")
        assert [line for line, _, _ in one.asked] == ["POST /home HTTP/1.1"]
    assert reply.outcome is WebhookOutcome.FAILED and reply.why == "status 302"


async def test_no_cookie_goes_from_one_call_to_the_next() -> None:
    async with stage() as one:
        await one.ask("cookie")
        await one.ask("cookie")
        assert all("cookie" not in headers for _, _, headers in one.asked)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ],
)
async def test_no_spelling_of_our_own_address_is_asked(host: str) -> None:
    async with stage("example.com") as one:
        reply = await one.ask("", url=f"http://{host}:{one.port}/good", limit=3.0)
        assert not one.asked
    assert reply.outcome is WebhookOutcome.FAILED


async def test_a_name_is_asked_at_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that is public when it is checked and ours a moment later finds us not at home."""
    answers = [[("93.184.215.14",)], [("127.0.0.1",)]]
    looked_up: list[str] = []
    loop = asyncio.get_running_loop()

    async def rebinding(host: str, port: int, **_: Any) -> list[Any]:
        looked_up.append(host)
        ((address,),) = answers[min(len(looked_up), 2) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    async with stage("example.com") as one:
        with monkeypatch.context() as patched:
            patched.setattr(loop, "getaddrinfo", rebinding)
            url = f"http://rebind.example.net:{one.port}/good"
            first = await one.ask("", url=url, limit=0.5)
            second = await one.ask("", url=url, limit=0.5)
        assert not one.asked
    assert first.outcome in (WebhookOutcome.TIMEOUT, WebhookOutcome.FAILED)
    assert second.outcome is WebhookOutcome.FAILED and "not a public address" in second.why
    assert looked_up == ["rebind.example.net"] * 2, "each request looks up once"


async def test_an_allowed_name_may_be_at_home() -> None:
    async with stage("localhost") as one:
        reply = await one.ask("", url=f"http://localhost:{one.port}/good", limit=3.0)
    assert reply.outcome is WebhookOutcome.ANSWERED


async def test_another_companys_secret_is_none_of_ours() -> None:
    async with stage() as one:
        request = WebhookRequest(
            url=f"http://127.0.0.1:{one.port}/good",
            method=Method.POST,
            facts=FACTS,
            secret="crm",
            limit=1.0,
            sound=Sound(),
        )
        reply = await one.client.ask("aster", request)
        assert not one.asked
    assert reply.outcome is WebhookOutcome.FAILED and "aster/crm" in reply.why


async def test_many_callers_do_not_wait_for_each_other() -> None:
    app = web.Application()

    async def half_a_second(_request: web.Request) -> web.Response:
        await asyncio.sleep(0.3)
        return web.json_response({})

    app.add_routes([web.post("/", half_a_second)])
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        async with stage() as one:
            url = f"http://127.0.0.1:{port}/"
            replies = await asyncio.gather(*(one.ask("", url=url, limit=2.0) for _ in range(20)))
    finally:
        await runner.cleanup()
    assert {reply.outcome for reply in replies} == {WebhookOutcome.ANSWERED}
