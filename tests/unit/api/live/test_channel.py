"""The live channel: what was missed, what happens, and a word when something can't be told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from ringtree.api.live.channel import DROPPED, HEARTBEAT, PULSE, stream
from ringtree.events import BUFFER, Event, EventBus

pytestmark = pytest.mark.looptime


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


def kinds(messages: list[bytes]) -> list[str]:
    lines = [line for one in messages for line in one.decode().splitlines()]
    return [line.partition(": ")[2] for line in lines if line.startswith("event: ")]


async def take(channel: AsyncIterator[bytes], count: int) -> list[bytes]:
    return [await anext(channel) for _ in range(count)]


async def test_a_fresh_channel_says_where_it_begins_and_follows() -> None:
    bus = EventBus()
    channel = stream(bus, "daisy", None, still_allowed=yes)
    begun = await take(channel, 2)
    assert bus.last_id.encode() in begun[1]
    event = bus.publish("daisy", "call.started", {"call": "1"})
    (message,) = await take(channel, 1)
    assert message == b"id: %s\nevent: call.started\ndata: %s\n\n" % (
        event.id.encode(),
        event.json,
    )
    assert kinds(begun) == ["ready"]


async def test_who_comes_back_gets_what_was_missed_once() -> None:
    bus = EventBus()
    seen = bus.publish("daisy", "call.started", {})
    bus.publish("daisy", "call.moved", {})
    channel = stream(bus, "daisy", seen.id, still_allowed=yes)
    missed = await take(channel, 2)
    bus.publish("daisy", "call.ended", {})
    assert kinds([*missed, *await take(channel, 1)]) == ["call.moved", "call.ended"]


async def test_who_was_away_too_long_is_told_to_look_anew() -> None:
    bus = EventBus()
    channel = stream(bus, "daisy", "another-5", still_allowed=yes)
    assert kinds(await take(channel, 2)) == ["reset"]


async def test_a_slow_reader_is_told_and_closed() -> None:
    bus = EventBus()
    channel = stream(bus, "daisy", None, still_allowed=yes)
    await take(channel, 2)
    for _ in range(BUFFER + 1):
        bus.publish("daisy", "call.moved", {})
    rest = [message async for message in channel]
    assert rest == [DROPPED]
    assert len(bus) == 0


async def test_in_silence_a_pulse_is_felt_until_the_reader_is_signed_out() -> None:
    bus, began = EventBus(), asyncio.get_running_loop().time()
    channel = stream(bus, "daisy", None, still_allowed=yes)
    assert (await take(channel, 3))[-1] == PULSE
    assert asyncio.get_running_loop().time() - began == pytest.approx(HEARTBEAT)
    ended = stream(bus, "daisy", None, still_allowed=no)
    assert len([message async for message in ended]) == 2


async def test_what_happens_together_is_written_together() -> None:
    bus = EventBus()
    channel = stream(bus, "daisy", None, still_allowed=yes)
    await take(channel, 2)
    for _ in range(25):
        bus.publish("daisy", "call.moved", {})
    (written,) = await take(channel, 1)
    assert kinds([written]) == ["call.moved"] * 25


async def test_only_what_is_wanted_is_told() -> None:
    def mine(event: Event) -> bool:
        return event.data.get("extension") == "101"

    bus = EventBus()
    channel = stream(bus, "daisy", None, still_allowed=yes, wanted=mine)
    await take(channel, 2)
    for extension in ("102", "101"):
        bus.publish("daisy", "person.changed", {"extension": extension})
    assert b'"101"' in (await take(channel, 1))[0]


async def test_a_stopping_server_closes_the_channel() -> None:
    bus = EventBus()
    channel = stream(bus, "daisy", None, still_allowed=yes)
    await take(channel, 2)
    bus.close()
    assert [message async for message in channel] == []
