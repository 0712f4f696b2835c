"""The bus: nobody waits for a listener, and a listener misses nothing without knowing it."""

from __future__ import annotations

import json

import pytest

from ringtree.events import BusClosed, EventBus, SlowReader


async def test_a_listener_hears_its_company_and_no_other() -> None:
    bus = EventBus()
    with bus.subscribe("daisy") as daisy:
        bus.publish("rose", "call.started", {"call": "1"})
        bus.publish("daisy", "call.started", {"call": "2"})
        assert (await daisy.next()).data == {"call": "2"}
        assert not daisy._buffer


async def test_who_listens_to_all_hears_every_company_and_the_server() -> None:
    bus = EventBus()
    with bus.subscribe(None) as everything:
        bus.publish("rose", "call.started", {})
        bus.publish(None, "trunk.down", {})
        assert [(await everything.next()).kind for _ in range(2)] == ["call.started", "trunk.down"]


async def test_a_slow_reader_is_dropped_and_told_while_others_hear_on() -> None:
    bus = EventBus()
    slow, quick = bus.subscribe("daisy", buffer=3), bus.subscribe("daisy")
    for number in range(5):
        bus.publish("daisy", "agent.changed", {"n": number})
    with pytest.raises(SlowReader):
        await slow.next()
    assert [(await quick.next()).data["n"] for _ in range(5)] == [0, 1, 2, 3, 4]
    assert (bus.dropped, len(bus)) == (1, 1)


async def test_a_listener_that_comes_back_is_told_what_it_missed() -> None:
    bus = EventBus()
    seen = bus.publish("daisy", "call.started", {"n": 1})
    bus.publish("rose", "call.started", {"n": 2})
    bus.publish("daisy", "call.ended", {"n": 3})
    replay = bus.subscribe("daisy", after=seen.id).replay
    assert replay.is_complete
    assert [event.data["n"] for event in replay.events] == [3]


async def test_who_was_away_for_longer_than_the_ring_learns_that_something_is_missing() -> None:
    bus = EventBus(ring=2)
    seen = bus.publish("daisy", "call.started", {})
    for _ in range(3):
        bus.publish("daisy", "call.moved", {})
    assert not bus.subscribe("daisy", after=seen.id).replay.is_complete


async def test_a_full_ring_that_begins_right_after_the_last_seen_is_complete() -> None:
    bus = EventBus(ring=2)
    seen = bus.publish("daisy", "call.started", {})
    for _ in range(2):
        bus.publish("daisy", "call.moved", {})
    replay = bus.subscribe("daisy", after=seen.id).replay
    assert replay.is_complete
    assert len(replay.events) == 2


@pytest.mark.parametrize("foreign", ["", "0", "deadbeef-1", "x-y", "-", "1-٣"])
async def test_an_id_of_another_run_means_look_anew(foreign: str) -> None:
    bus = EventBus()
    bus.publish("daisy", "call.started", {})
    assert not bus.subscribe("daisy", after=foreign).replay.is_complete


async def test_an_id_that_is_still_to_come_is_not_believed() -> None:
    bus = EventBus()
    run = bus.last_id.rpartition("-")[0]
    assert not bus.subscribe("daisy", after=f"{run}-7").replay.is_complete


async def test_a_snapshot_id_leads_on_without_a_gap() -> None:
    bus = EventBus()
    bus.publish("daisy", "call.started", {})
    at = bus.last_id
    bus.publish("daisy", "call.ended", {})
    assert [event.kind for event in bus.subscribe(None, after=at).replay.events] == ["call.ended"]


async def test_what_has_come_by_now_is_taken_at_once() -> None:
    bus = EventBus()
    with bus.subscribe("daisy") as one:
        for number in range(3):
            bus.publish("daisy", "call.moved", {"n": number})
        assert [event.data["n"] for event in await one.next_all()] == [0, 1, 2]
        bus.publish("daisy", "call.moved", {"n": 3})
        assert [event.data["n"] for event in await one.next_all()] == [3]


async def test_a_stopping_server_ends_every_subscription_after_what_was_told() -> None:
    bus = EventBus()
    one = bus.subscribe("daisy")
    bus.publish("daisy", "call.ended", {})
    bus.close()
    assert (await one.next()).kind == "call.ended"
    with pytest.raises(BusClosed):
        await one.next()
    one.close()


async def test_an_event_is_written_once_for_all_listeners() -> None:
    event = EventBus().publish("daisy", "call.started", {"caller": "+79211234567"})
    assert event.json is event.json
    assert json.loads(event.json)["data"] == {"caller": "+79211234567"}
    assert event.message is event.message
    assert event.message.endswith(b"data: " + event.json + b"\n\n")
