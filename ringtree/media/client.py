"""The media plane of one machine: worker processes of our own behind `plane.py`'s interface."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringtree.media import protocol
from ringtree.media.plane import (
    Family,
    Listener,
    MediaEvent,
    MediaLeg,
    NoPortLeft,
    PlaneUnavailable,
    Playlist,
    RemoteMedia,
    WorkerLost,
)
from ringtree.media.ports import PortPool
from ringtree.media.quality import MediaStatistics
from ringtree.media.supervisor import Supervisor

#: How many ports in a row may turn out to be taken by other programs.
_PORT_ATTEMPTS = 20
_READY_LIMIT = 3.0  # seconds a call waits for a worker that is just starting
_START_LIMIT = 15.0  # seconds the program waits for all of them


@dataclass(frozen=True, slots=True)
class PlaneSettings:
    """`first_port` to `last_port` hold two ports for each leg.

    `silence_limit` is in seconds; 0 lets a call be silent for ever.
    """

    first_port: int = 10_000
    last_port: int = 19_999
    workers: int = 1
    host_ipv4: str = "0.0.0.0"
    host_ipv6: str = "::"
    silence_limit: float = 60.0

    def for_worker(self) -> dict[str, Any]:
        """What the worker process is told at its start."""
        return {
            "host_ipv4": self.host_ipv4,
            "host_ipv6": self.host_ipv6,
            "silence_limit": self.silence_limit,
        }


class EmbeddedPlane:
    """MediaPlane: supervises the workers and spreads rooms over them."""

    def __init__(self, settings: PlaneSettings) -> None:
        """Raises ValueError for a range without a pair of ports."""
        self.ports = PortPool(settings.first_port, settings.last_port)
        self._supervisors = [
            Supervisor(index, settings.for_worker(), self.ports)
            for index in range(max(1, settings.workers))
        ]

    async def start(self) -> None:
        """Start the workers and wait until they serve. Raises PlaneUnavailable."""
        for supervisor in self._supervisors:
            supervisor.start()
        try:
            for supervisor in self._supervisors:
                await supervisor.wait_ready(_START_LIMIT)
        except PlaneUnavailable:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End the workers; legs that are still open are lost."""
        async with asyncio.TaskGroup() as ending:
            for supervisor in self._supervisors:
                ending.create_task(supervisor.stop())

    async def open_room(self) -> EmbeddedRoom:
        """A room in the least busy worker. Raises PlaneUnavailable."""
        running = [supervisor for supervisor in self._supervisors if supervisor.is_ready]
        if not running:
            await self._supervisors[0].wait_ready(_READY_LIMIT)
            running = self._supervisors[:1]
        chosen = min(running, key=lambda supervisor: (len(supervisor.legs), supervisor.rooms))
        chosen.rooms += 1
        return EmbeddedRoom(chosen, self.ports)

    @property
    def worker_pids(self) -> list[int]:
        """The processes that serve now, for measurements and for whoever watches them."""
        return [pid for supervisor in self._supervisors if (pid := supervisor.pid) is not None]

    def __len__(self) -> int:
        """How many legs are open."""
        return sum(len(supervisor.legs) for supervisor in self._supervisors)


class EmbeddedRoom:
    """MediaRoom in one run of one worker."""

    __slots__ = ("_generation", "_ports", "_supervisor")

    def __init__(self, supervisor: Supervisor, ports: PortPool) -> None:
        self._supervisor = supervisor
        self._generation = supervisor.generation
        self._ports = ports

    async def open_leg(self, listener: Listener, *, family: Family = Family.IPV4) -> EmbeddedLeg:
        """Raises NoPortLeft or WorkerLost."""
        for _ in range(_PORT_ATTEMPTS):
            if self._supervisor.generation != self._generation:
                raise WorkerLost
            leg = EmbeddedLeg(self._supervisor, self._ports.take(), listener)
            if await leg.open(family):
                return leg
        raise NoPortLeft("the ports of the range are in use by other programs")


class EmbeddedLeg:
    """MediaLeg; the worker knows it by `number`."""

    __slots__ = (
        "_closed",
        "_listener",
        "_opened",
        "_playbacks",
        "_statistics",
        "_supervisor",
        "is_lost",
        "number",
        "port",
    )

    def __init__(self, supervisor: Supervisor, port: int, listener: Listener) -> None:
        self.number = supervisor.next_number()
        self.port = port
        self.is_lost = False
        self._supervisor = supervisor
        self._listener = listener
        self._opened: asyncio.Future[bool] | None = None
        self._closed: asyncio.Future[None] | None = None
        self._statistics = MediaStatistics()
        self._playbacks: Iterator[int] = itertools.count(1)
        supervisor.legs[self.number] = self

    async def open(self, family: Family) -> bool:
        """Bind the port; False if somebody else has it. Raises WorkerLost."""
        self._opened = asyncio.get_running_loop().create_future()
        self._supervisor.send(protocol.OpenLeg(self.number, self.port, int(family)))
        try:
            return await self._opened
        except asyncio.CancelledError:
            self._supervisor.send(protocol.CloseLeg(self.number))
            raise

    def configure(self, remote: RemoteMedia) -> None:
        self._send(
            protocol.Configure(
                self.number,
                remote.host,
                remote.port,
                remote.codec,
                remote.payload_type,
                remote.event_payload_type,
                remote.direction.sends,
                remote.direction.receives,
                remote.signalling_host,
            )
        )

    def connect(self, other: MediaLeg) -> None:
        if not isinstance(other, EmbeddedLeg) or not self.can_hear(other):
            raise ValueError("legs of different rooms cannot hear each other")
        self._send(protocol.Connect(self.number, other.number))

    def can_hear(self, other: MediaLeg) -> bool:
        return isinstance(other, EmbeddedLeg) and other._supervisor is self._supervisor

    def disconnect(self) -> None:
        self._send(protocol.Disconnect(self.number))

    def play(self, playlist: Playlist) -> int:
        playback = next(self._playbacks)
        files = [str(path) for path in playlist.files]
        self._send(protocol.Play(self.number, playback, files, playlist.loop, playlist.start))
        return playback

    def stop_playing(self) -> None:
        self._send(protocol.StopPlaying(self.number))

    def record(self, path: Path, *, channels: int = 1, limit: float = 3600.0) -> None:
        if channels not in (1, 2):
            raise ValueError("a recording has one channel or two")
        self._send(protocol.Record(self.number, str(path), channels, limit))

    def stop_recording(self) -> None:
        self._send(protocol.StopRecording(self.number))

    def send_digits(self, digits: str) -> None:
        self._send(protocol.SendDigits(self.number, digits))

    def begin_close(self) -> None:
        if self._closed is None:
            self._closed = asyncio.get_running_loop().create_future()
            if self.is_lost:
                self._closed.set_result(None)
            else:
                self._supervisor.send(protocol.CloseLeg(self.number))

    async def close(self) -> MediaStatistics:
        self.begin_close()
        assert self._closed is not None
        # Whoever stops waiting must not cancel the closing for others.
        await asyncio.shield(self._closed)
        return self._statistics

    def _send(self, command: protocol.Command) -> None:
        if self._closed is None and not self.is_lost:
            self._supervisor.send(command)

    # --- what the supervisor passes on

    def on_opened(self, error: str | None) -> None:
        if self._opened is not None and not self._opened.done():
            self._opened.set_result(error is None)

    def on_closed(self, statistics: MediaStatistics) -> None:
        self._statistics = statistics
        if self._closed is not None:
            self._settle(self._closed)

    def on_event(self, event: MediaEvent) -> None:
        self._listener(event)

    def on_lost(self) -> None:
        """The worker died; whoever waits for it goes on."""
        self.is_lost = True
        if self._opened is not None and not self._opened.done():
            self._opened.set_exception(WorkerLost())
        elif self._closed is not None:
            self._settle(self._closed)
        else:
            self._listener(WorkerLost())

    @staticmethod
    def _settle(closed: asyncio.Future[None]) -> None:
        if not closed.done():
            closed.set_result(None)
