"""Legs as calls see them, over a worker that is only pretended."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest

from ringtree.media import protocol
from ringtree.media.client import EmbeddedLeg, EmbeddedRoom
from ringtree.media.plane import MediaEvent, NoPortLeft, Playlist, RemoteMedia, WorkerLost
from ringtree.media.ports import PortPool
from ringtree.media.quality import DirectionQuality, MediaStatistics
from ringtree.media.supervisor import Supervisor

STATISTICS = MediaStatistics(DirectionQuality(packets=5), codec="PCMA")


class PretendedWorker(Supervisor):
    """A supervisor without a process: `commands` are what the worker would have read."""

    def __init__(self, ports: PortPool) -> None:
        super().__init__(0, {}, ports)
        self.commands: list[protocol.Command] = []
        self.busy_ports: set[int] = set()
        self.is_answering = True

    def send(self, command: protocol.Command) -> None:
        self.commands.append(command)
        if not self.is_answering:
            return
        loop = asyncio.get_running_loop()
        if isinstance(command, protocol.OpenLeg):
            error = "in use" if command.port in self.busy_ports else None
            loop.call_soon(self._on_notice, protocol.Opened(command.leg, error))
        elif isinstance(command, protocol.CloseLeg):
            loop.call_soon(self._on_notice, protocol.Closed(command.leg, STATISTICS.to_fields()))

    def die(self) -> None:
        self._on_lost()

    def say(self, notice: protocol.Notice) -> None:
        self._on_notice(notice)


class Scene:
    def __init__(self, pairs: int = 4) -> None:
        self.ports = PortPool(10_000, 10_000 + 2 * pairs - 1)
        self.worker = PretendedWorker(self.ports)
        self.events: list[MediaEvent] = []

    def room(self) -> EmbeddedRoom:
        return EmbeddedRoom(self.worker, self.ports)

    async def leg(self) -> EmbeddedLeg:
        return await self.room().open_leg(self.events.append)


async def test_a_leg_opens_works_and_closes_with_its_statistics() -> None:
    scene = Scene()
    leg = await scene.leg()
    leg.configure(RemoteMedia("10.0.0.9", 4_000))
    assert leg.play(Playlist((Path("/a.alaw"),), loop=True)) == 1
    assert leg.play(Playlist((Path("/b.alaw"),))) == 2
    assert await leg.close() == STATISTICS
    assert await leg.close() == STATISTICS
    assert scene.worker.commands == [
        protocol.OpenLeg(1, 10_000, 4),
        protocol.Configure(1, "10.0.0.9", 4_000, "PCMA", 8, None, True, True, None),
        protocol.Play(1, 1, ["/a.alaw"], True, 0.0),
        protocol.Play(1, 2, ["/b.alaw"], False, 0.0),
        protocol.CloseLeg(1),
    ]
    assert len(scene.ports) == 4


async def test_after_closing_every_operation_does_nothing() -> None:
    scene = Scene()
    leg = await scene.leg()
    await leg.close()
    before = len(scene.worker.commands)
    leg.stop_playing()
    leg.disconnect()
    leg.send_digits("1")
    leg.stop_recording()
    assert len(scene.worker.commands) == before


async def test_a_port_in_use_elsewhere_is_passed_over_and_given_back() -> None:
    scene = Scene()
    scene.worker.busy_ports = {10_000}
    assert (await scene.leg()).port == 10_002
    assert len(scene.ports) == 3


async def test_a_range_that_others_use_wholly_is_no_port_left() -> None:
    scene = Scene(pairs=2)
    scene.worker.busy_ports = {10_000, 10_002}
    with pytest.raises(NoPortLeft):
        await scene.leg()


async def test_events_reach_the_listener_of_their_leg() -> None:
    scene = Scene()
    await scene.leg()
    scene.worker.say(protocol.Pressed(1, "5", 100))
    scene.worker.say(protocol.Pressed(99, "6", 100))
    assert [type(event).__name__ for event in scene.events] == ["DigitPressed"]


async def test_a_dying_worker_loses_its_legs_and_frees_their_ports() -> None:
    scene = Scene()
    leg, room = await scene.leg(), scene.room()
    scene.worker.die()
    assert [type(event) for event in scene.events] == [WorkerLost]
    assert leg.is_lost and len(scene.ports) == 4
    assert await leg.close() == MediaStatistics()
    with pytest.raises(WorkerLost):
        await room.open_leg(scene.events.append)


async def test_whoever_waits_for_a_dying_worker_goes_on() -> None:
    scene = Scene()
    leg = await scene.leg()
    scene.worker.is_answering = False
    async with asyncio.TaskGroup() as waiting:
        closing = waiting.create_task(leg.close())
        opening = waiting.create_task(_refusal(scene))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        scene.worker.die()
    assert closing.result() == MediaStatistics()
    assert isinstance(opening.result(), WorkerLost)
    assert scene.events == []


async def _refusal(scene: Scene) -> Exception | None:
    try:
        await scene.leg()
    except WorkerLost as error:
        return error
    return None


async def test_giving_up_an_opening_closes_the_leg() -> None:
    scene = Scene()
    scene.worker.is_answering = False
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await scene.leg()
    assert scene.worker.commands[-1] == protocol.CloseLeg(1)
    scene.worker.say(protocol.Closed(1, None))
    assert len(scene.ports) == 4


async def test_legs_of_different_workers_cannot_be_connected() -> None:
    here, there = await Scene().leg(), await Scene().leg()
    with pytest.raises(ValueError, match="different rooms"):
        here.connect(cast(Any, there))


async def test_a_recording_has_one_channel_or_two() -> None:
    leg = await Scene().leg()
    with pytest.raises(ValueError, match="one channel or two"):
        leg.record(Path("/a.wav"), channels=3)
