"""A worker's lives, on virtual time and without a process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from ringtree.media import protocol
from ringtree.media.channel import WorkerChannel
from ringtree.media.plane import PlaneUnavailable
from ringtree.media.ports import PortPool
from ringtree.media.supervisor import Supervisor

pytestmark = pytest.mark.looptime


class PretendedChannel:
    """A worker process that answers pings until it is told to hang or to die."""

    def __init__(self, on_notice: Callable[[Any], None], on_lost: Callable[[], None]) -> None:
        self.process = SimpleNamespace(pid=1, returncode=-9)
        self.on_notice, self.on_lost = on_notice, on_lost
        self.is_hanging = False
        self.is_stopped = False
        asyncio.get_running_loop().call_soon(on_notice, protocol.Pong(0))

    def send(self, command: protocol.Command) -> None:
        if isinstance(command, protocol.Ping) and not self.is_hanging:
            asyncio.get_running_loop().call_soon(self.on_notice, protocol.Pong(command.number))

    def kill(self) -> None:
        self.on_lost()

    async def ended(self) -> None:
        return None

    async def stop(self) -> None:
        self.is_stopped = True


@pytest.fixture
def lives(monkeypatch: pytest.MonkeyPatch) -> list[PretendedChannel]:
    born: list[PretendedChannel] = []

    async def spawn(settings: dict[str, Any], **callbacks: Any) -> PretendedChannel:
        born.append(PretendedChannel(**callbacks))
        return born[-1]

    monkeypatch.setattr(WorkerChannel, "spawn", spawn)
    return born


def supervisor() -> Supervisor:
    return Supervisor(0, {}, PortPool(10_000, 10_010))


async def test_a_worker_is_ready_when_it_has_spoken(lives: list[PretendedChannel]) -> None:
    watched = supervisor()
    watched.start()
    await watched.wait_ready(1)
    assert watched.is_ready and watched.pid == 1
    await watched.stop()
    assert lives[0].is_stopped


async def test_a_dead_worker_is_replaced_with_growing_pauses(
    lives: list[PretendedChannel],
) -> None:
    watched = supervisor()
    watched.start()
    await watched.wait_ready(1)
    begun = asyncio.get_running_loop().time()
    for number in range(5):
        generation = watched.generation
        lives[number].on_lost()
        assert not watched.is_ready and watched.generation == generation + 1
        await watched.wait_ready(5)
    pauses = 0.05 * (1 + 2 + 4 + 8 + 16)
    assert asyncio.get_running_loop().time() - begun == pytest.approx(pauses, abs=0.1)
    await watched.stop()


async def test_a_worker_that_does_not_answer_is_ended_and_replaced(
    lives: list[PretendedChannel],
) -> None:
    watched = supervisor()
    watched.start()
    await watched.wait_ready(1)
    lives[0].is_hanging = True
    await asyncio.sleep(4)
    assert len(lives) == 1
    await asyncio.sleep(5)
    assert len(lives) == 2 and watched.is_ready
    await watched.stop()


async def test_without_a_worker_calls_are_refused_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(settings: dict[str, Any], **callbacks: Any) -> PretendedChannel:
        raise OSError("no more processes")

    monkeypatch.setattr(WorkerChannel, "spawn", fail)
    watched = supervisor()
    watched.start()
    with pytest.raises(PlaneUnavailable):
        await watched.wait_ready(3)
    await watched.stop()
