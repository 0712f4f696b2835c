"""What the client refuses before it opens a connection. The rest is proven on real sockets, in
tests/integration/test_webhook.py."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from ringtree.flows.requests import Method, Sound, WebhookOutcome, WebhookRequest
from ringtree.flows.webhooks.addresses import AddressGuard, AddressRefused
from ringtree.flows.webhooks.client import GuardedResolver, WebhookClient, WebhookSettings


def request(url: str, secret: str | None = None) -> WebhookRequest:
    return WebhookRequest(
        url=url, method=Method.POST, facts={}, secret=secret, limit=1.0, sound=Sound()
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254"])
async def test_an_address_in_the_url_is_checked(host: str) -> None:
    client = WebhookClient(WebhookSettings())
    reply = await client.ask("daisy", request(f"http://{host}/"))
    await client.stop()
    assert reply.outcome is WebhookOutcome.FAILED and "not a public address" in reply.why


async def test_a_secret_that_is_not_set_is_said_by_its_name() -> None:
    client = WebhookClient(WebhookSettings())
    reply = await client.ask("daisy", request("http://93.184.215.14/", "crm"))
    await client.stop()
    assert reply.outcome is WebhookOutcome.FAILED and "daisy/crm" in reply.why


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    async def found(_host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", found)


async def test_of_several_addresses_only_the_public_ones_are_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolving(monkeypatch, "10.0.0.1", "93.184.215.14")
    found = await GuardedResolver(AddressGuard()).resolve("example.com", 443)
    assert [(one["host"], one["hostname"], one["port"]) for one in found] == [
        ("93.184.215.14", "example.com", 443)
    ]


async def test_a_name_without_a_public_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "10.0.0.1", "127.0.0.1")
    with pytest.raises(AddressRefused):
        await GuardedResolver(AddressGuard()).resolve("example.com", 443)


async def test_a_name_without_any_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch)
    with pytest.raises(OSError, match="no address"):
        await GuardedResolver(AddressGuard()).resolve("example.com", 443)


async def test_an_event_is_not_told_to_an_address_that_is_ours() -> None:
    client = WebhookClient(WebhookSettings())
    asked = {"kind": "call.ended", "delivery": "1", "secret": "secret", "limit": 1.0}
    for url in ("http://127.0.0.1/", "http://[::1]:1/", "http://"):
        assert await client.post(url, b"{}", **asked) != ""  # type: ignore[arg-type]
    await client.stop()
