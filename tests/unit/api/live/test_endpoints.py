"""Watching and acting: what goes on now, and what supervisors may do about it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ringtree.accounts.role import Permission
from ringtree.api.live import endpoints
from ringtree.flows.handing_on import CannotTransfer
from ringtree.flows.service import NowhereToMove, UnknownCall
from tests.unit.api.panel import API, COMPANY, Panel, names

BOTH = (Permission.LIVE_READ, Permission.LIVE_ACT)


async def test_everybody_and_every_queue_is_seen(panel: Panel) -> None:
    client = await panel.with_key(Permission.LIVE_READ)
    body = (await client.get(f"{COMPANY}/live")).json()
    assert body["calls"] == []
    assert [one["title"] for one in body["queues"]] == ["Sales", "Support"]
    people = {one["extension"]: one for one in body["people"]}
    assert people["101"]["queues"] == ["sales"]
    assert (people["101"]["presence"], people["101"]["activity"]) == ("ready", "idle")
    assert people["101"]["registered"] is False
    assert [one["name"] for one in body["trunks"]] == ["carrier"]
    assert body["last_event"] == panel.services.events.last_id


async def test_a_presence_is_said_for_somebody_and_audited(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    url = f"{COMPANY}/people/101/presence"
    body = (await client.put(url, json={"presence": "not_ready"})).json()
    assert (body["presence"], body["by"]) == ("not_ready", "test")
    live = (await client.get(f"{COMPANY}/live")).json()
    assert live["people"][0]["presence"] == "not_ready"
    (entry,) = await panel.services.audit.of("daisy")
    assert (entry.before["presence"], entry.after["presence"]) == ("ready", "not_ready")
    missing = await client.put(f"{COMPANY}/people/999/presence", json={"presence": "ready"})
    assert names(missing) == "not-found"
    strange = await client.put(url, json={"presence": "not_ready", "reason": "moonlight"})
    assert names(strange) == "unknown-reason"


async def test_calls_are_ended_and_moved_within_the_company(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []

    class Calls:
        def end(self, *what: str) -> None:
            done.append(("end", *what))
            if what[1] == "gone":
                raise UnknownCall("gone")

        def move(self, *what: str) -> None:
            done.append(("move", *what))
            if what[3] == "nowhere":
                raise NowhereToMove("main", "nowhere")

    monkeypatch.setattr(panel.services, "calls", Calls())
    client = await panel.with_key(*BOTH)
    assert (await client.post(f"{COMPANY}/calls/c1/hang-up")).status_code == 202
    place = {"tree": "main", "node": "sales"}
    assert (await client.post(f"{COMPANY}/calls/c1/move", json=place)).status_code == 202
    assert done == [("end", "daisy", "c1"), ("move", "daisy", "c1", "main", "sales")]
    assert names(await client.post(f"{COMPANY}/calls/gone/hang-up")) == "call-over"
    nowhere = {"tree": "main", "node": "nowhere"}
    assert names(await client.post(f"{COMPANY}/calls/c1/move", json=nowhere)) == "cannot-move"
    assert [one.action for one in await panel.services.audit.of("daisy")] == ["move", "hang up"]


async def test_a_conversation_is_handed_on_for_a_person_and_audited(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []

    def hand_on(_calls: Any, *what: str, **whom: str) -> None:
        done.append((*what, whom))
        if whom["to"] == "177":
            raise CannotTransfer("nobody has it", "ни у кого нет")

    monkeypatch.setattr(endpoints, "hand_on", hand_on)
    client = await panel.with_key(*BOTH)
    url, wish = f"{COMPANY}/calls/c1/transfer", {"extension": "101", "to": "102"}
    assert (await client.post(url, json=wish)).status_code == 202
    assert done == [("daisy", "c1", {"by": "101", "to": "102"})]
    assert names(await client.post(url, json=wish | {"to": "177"})) == "cannot-transfer"
    assert [one.action for one in await panel.services.audit.of("daisy")] == ["transfer"]
    watcher = await panel.with_key(Permission.LIVE_READ)
    assert (await watcher.post(url, json=wish)).status_code == 403


async def test_channels_have_a_limit(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoints, "MOST_LISTENERS", 0)
    client = await panel.with_key(Permission.LIVE_READ)
    assert names(await client.get(f"{COMPANY}/events")) == "too-many-listeners"


async def test_the_channel_is_a_stream_of_the_own_company(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def once(bus: Any, company: str, after: str, **_: Any) -> Any:
        yield f"{company} {after}".encode()

    monkeypatch.setattr(endpoints, "stream", once)
    client = await panel.with_key(Permission.LIVE_READ)
    answer = await client.get(f"{COMPANY}/events", headers={"last-event-id": "a-1"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert (answer.text, answer.headers["cache-control"]) == ("daisy a-1", "no-store")
    assert names(await client.get(f"{API}/companies/rose/events")) == "not-found"


async def test_who_may_not_any_more_hears_no_more(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = SimpleNamespace(check=None)

    async def kept(*_: Any, still_allowed: Any, **__: Any) -> Any:
        asked.check = still_allowed
        yield b""

    monkeypatch.setattr(endpoints, "stream", kept)
    client = await panel.with_key(Permission.LIVE_READ)
    await client.get(f"{COMPANY}/events")
    assert await asked.check()
    (key,) = await panel.services.keys.of("daisy")
    await panel.services.keys.remove("daisy", key.id)
    assert not await asked.check()
