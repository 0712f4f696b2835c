"""Servers are told in order, again and again, and nobody waits for somebody else's."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ringtree.api.webhooks.sender import WebhookSender
from ringtree.api.webhooks.store import PAUSES, Webhooks
from ringtree.storage.vault import Vault
from tests.unit.api.panel import Panel


class Servers:
    """Takes what is posted, unless a test says why not."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.failure: dict[str, str] = {}
        self.arrived = asyncio.Event()

    async def post(self, url: str, body: bytes, *, kind: str, **_: Any) -> str:
        if url not in self.failure:
            self.taken.append((url, kind))
            self.arrived.set()
        return self.failure.get(url, "")


class Post:
    """A sender with two servers of daisy's and one of rose's."""

    def __init__(self, panel: Panel) -> None:
        services = panel.services
        self.servers = Servers()
        self.store = Webhooks(services.database)
        self.bus = services.events
        self.vault: Vault = services.vault
        self.sender = WebhookSender(self.store, self.bus, self.servers, self.vault)

    async def open(self) -> None:
        for company, url, kinds in (
            ("daisy", "a", ["call.*"]),
            ("daisy", "b", ["call.ended", "queue.joined"]),
            ("rose", "c", ["call.*"]),
        ):
            sealed = self.vault.seal("secret")
            await self.store.add(company, url, kinds, secret=sealed, by="test")
        await self.sender.reload()

    async def tell(self, *kinds: str) -> None:
        await self.sender.keep([self.bus.publish("daisy", kind, {}) for kind in kinds])


@pytest.fixture
async def post(panel: Panel) -> Post:
    made = Post(panel)
    await made.open()
    return made


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=1)


async def test_each_server_gets_what_it_wants_in_order(post: Post) -> None:
    await post.tell("call.started", "queue.joined", "person.changed", "call.ended")
    assert await post.sender.look(soon()) == 2
    assert [kind for url, kind in post.servers.taken if url == "a"] == [
        "call.started",
        "call.ended",
    ]
    assert [kind for url, kind in post.servers.taken if url == "b"] == [
        "queue.joined",
        "call.ended",
    ]
    assert not [url for url, _ in post.servers.taken if url == "c"]
    assert await post.sender.look(soon()) == 0
    assert all(one.delivered for one in await post.store.all("daisy"))


async def test_a_server_that_fails_is_asked_again_later_and_holds_up_its_own_alone(
    post: Post,
) -> None:
    post.servers.failure["a"] = "status 500"
    await post.tell("call.started", "call.ended")
    await post.sender.look(soon())
    assert post.servers.taken == [("b", "call.ended")]
    assert [one.failure for one in await post.store.all("daisy")] == ["status 500", ""]
    assert await post.sender.look(soon()) == 0
    del post.servers.failure["a"]
    await post.sender.look(soon() + PAUSES[0])
    assert [kind for url, kind in post.servers.taken if url == "a"] == [
        "call.started",
        "call.ended",
    ]


async def test_after_a_day_an_event_is_given_up_and_the_next_one_comes(post: Post) -> None:
    post.servers.failure["a"] = "status 500"
    await post.tell("call.started", "call.moved")
    for _ in range(len(PAUSES) + 1):
        await post.sender.look(soon() + timedelta(days=2))
    del post.servers.failure["a"]
    await post.sender.look(soon() + timedelta(days=2))
    assert post.servers.taken == [("a", "call.moved")]


async def test_a_server_that_was_switched_off_is_not_asked(post: Post) -> None:
    first = (await post.store.all("daisy"))[0]
    await post.tell("call.started")
    await post.store.change("daisy", first.id, enabled=False)
    await post.sender.reload()
    await post.sender.look(soon())
    assert post.servers.taken == []


async def test_the_sender_follows_the_bus_and_ends_with_it(post: Post) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(post.sender.run())
        post.bus.publish("daisy", "call.started", {})
        async with asyncio.timeout(5):
            await post.servers.arrived.wait()
        post.bus.close()
    assert post.servers.taken == [("a", "call.started")]
