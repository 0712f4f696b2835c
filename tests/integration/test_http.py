"""The API on a real server, over real sockets: the live channel, a restart, a phone that calls."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from ringtree.accounts.role import Permission
from tests.integration.companies import DAISY
from tests.integration.phones import free_port
from tests.integration.server import Server, running
from tests.unit.api.panel import EVERYTHING

COMPANY = "/api/v1/companies/daisy"


@asynccontextmanager
async def api(server: Server, *scopes: Permission) -> AsyncIterator[httpx.AsyncClient]:
    """A client with a key of daisy's."""
    bind = server.app.settings.http_bind
    key, _ = await server.app.services.keys.create(
        "daisy", name="test", scopes=scopes or EVERYTHING, author="test"
    )
    headers = {"authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(base_url=f"http://{bind}", headers=headers, timeout=30) as client:
        yield client


class Channel:
    """What the live channel has told so far."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.news = asyncio.Event()

    async def follow(self, client: httpx.AsyncClient, after: str | None = None) -> None:
        headers = {"last-event-id": after} if after else {}
        url = f"{COMPANY}/events"
        async with client.stream("GET", url, headers=headers, timeout=None) as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data: "):
                    self.events.append(json.loads(line.removeprefix("data: ")))
                    self.news.set()

    async def heard(self, kind: str, **data: Any) -> dict[str, Any]:
        """The first event of a kind with these data, waiting for it.

        Raises:
            TimeoutError: it was not told within 15 s.
        """
        async with asyncio.timeout(15):
            while True:
                for event in self.events:
                    told = event.get("data", {})
                    if event["kind"] == kind and data.items() <= told.items():
                        return event
                self.news.clear()
                await self.news.wait()


async def test_a_call_is_watched_moved_and_found_in_the_journal(tmp_path: Path) -> None:
    bind = f"127.0.0.1:{free_port()}"
    async with running(tmp_path, DAISY, http_bind=bind) as server, api(server) as client:
        channel = Channel()
        async with asyncio.TaskGroup() as group:
            following = group.create_task(channel.follow(client))
            await channel.heard("ready")
            async with server.carrier() as carrier:
                call = await carrier.dial("+74950000001", caller="+79211234567")
                started = await channel.heard("call.started")
                call_id = started["data"]["call"]
                await channel.heard("call.moved", node="menu")
                live = (await client.get(f"{COMPANY}/live")).json()
                assert [(one["call"], one["node"]) for one in live["calls"]] == [(call_id, "menu")]
                place = {"tree": "main", "node": "goodbye"}
                moved = await client.post(f"{COMPANY}/calls/{call_id}/move", json=place)
                assert moved.status_code == 202, moved.text
                await channel.heard("call.moved", node="goodbye")
                ended = await channel.heard("call.ended", call=call_id)
                await call.wait_ended(15)
            following.cancel()
        assert ended["data"]["outcome"] == "hung_up_by_tree"
        rows = (await client.get(f"{COMPANY}/calls")).json()["items"]
        assert [(row["id"], row["last_node"]) for row in rows] == [(call_id, "main/goodbye")]
        trace = (await client.get(f"{COMPANY}/calls/{call_id}")).json()["record"]["trace"]
        assert [entry["exit"] for entry in trace if entry["node"] == "menu"] == ["moved"]
        again = Channel()
        async with asyncio.TaskGroup() as group:
            following = group.create_task(again.follow(client, after=started["id"]))
            assert await again.heard("call.ended", call=call_id) == ended
            following.cancel()


async def test_a_browser_that_comes_back_after_a_restart_is_told_to_look_anew(
    tmp_path: Path,
) -> None:
    bind = f"127.0.0.1:{free_port()}"
    async with running(tmp_path, DAISY, http_bind=bind) as server, api(server) as client:
        live = (await client.get(f"{COMPANY}/live")).json()
        key = client.headers["authorization"]
    async with running(tmp_path, http_bind=bind):
        headers = {"authorization": key}
        async with httpx.AsyncClient(base_url=f"http://{bind}", headers=headers) as client:
            channel = Channel()
            async with asyncio.TaskGroup() as group:
                following = group.create_task(channel.follow(client, after=live["last_event"]))
                await channel.heard("reset")
                following.cancel()
            assert (await client.get(COMPANY)).json()["revision"] == 1


async def test_a_text_that_is_published_over_http_is_live_for_the_next_call(tmp_path: Path) -> None:
    bind = f"127.0.0.1:{free_port()}"
    async with running(tmp_path, DAISY, http_bind=bind) as server, api(server) as client:
        before = (await client.get(f"{COMPANY}/document")).json()
        text = before["text"].replace("Anna Smith", "Zoe Smith")
        body = {"text": text, "note": "Zoe", "base_revision": before["revision"]}
        channel = Channel()
        async with asyncio.TaskGroup() as group:
            following = group.create_task(channel.follow(client))
            await channel.heard("ready")
            done = await client.post(f"{COMPANY}/publish", json=body)
            assert done.status_code == 201, done.text
            await channel.heard("document.published", revision=2)
            following.cancel()
        people = (await client.get(f"{COMPANY}/people")).json()
        assert people[0]["name"] == "Zoe Smith"
