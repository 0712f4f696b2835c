"""Keeps one media worker alive and passes its notices to the legs they concern.

A worker that dies, or does not answer for `_PING_LIMIT`, takes its legs with it: each hears
`WorkerLost`, the ports are free again, and a new process is started, at first at once and then
with growing pauses.
"""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from typing import Any, Protocol

import structlog

from ringtree.media import protocol
from ringtree.media.channel import WorkerChannel
from ringtree.media.plane import (
    DigitPressed,
    MediaEvent,
    MediaResumed,
    MediaSilent,
    PlaneUnavailable,
    PlaybackFinished,
    RecordingFinished,
)
from ringtree.media.ports import PortPool
from ringtree.media.quality import MediaStatistics
from ringtree.tasks import TaskOwner

log = structlog.get_logger(__name__)

_FIRST_PAUSE = 0.05  # seconds before a restart, doubled each time
_LONGEST_PAUSE = 5.0
_HEALTHY_AFTER = 10.0  # seconds of life that forgive earlier deaths
_PING_EVERY = 1.0
_PING_LIMIT = 5.0


class SupervisedLeg(Protocol):
    """What a supervisor tells a leg."""

    @property
    def port(self) -> int: ...

    def on_opened(self, error: str | None) -> None: ...

    def on_closed(self, statistics: MediaStatistics) -> None: ...

    def on_event(self, event: MediaEvent) -> None: ...

    def on_lost(self) -> None: ...


class Supervisor:
    """One worker, through all its lives; `generation` counts them."""

    def __init__(self, index: int, settings: dict[str, Any], ports: PortPool) -> None:
        self.generation = 0
        self.rooms = 0
        self.legs: dict[int, SupervisedLeg] = {}
        self._settings = settings
        self._ports = ports
        self._numbers = itertools.count(1)
        self._channel: WorkerChannel | None = None
        self._ready = asyncio.Event()
        self._lost = asyncio.Event()
        self._pongs = 0
        self._tasks = TaskOwner(f"media-worker-{index}")

    @property
    def is_ready(self) -> bool:
        return self._ready.is_set()

    @property
    def pid(self) -> int | None:
        return None if self._channel is None else self._channel.process.pid

    def next_number(self) -> int:
        return next(self._numbers)

    def start(self) -> None:
        self._tasks.start(self._live(), name="supervisor")

    async def wait_ready(self, limit: float) -> None:
        """Raises PlaneUnavailable after `limit` seconds."""
        try:
            async with asyncio.timeout(limit):
                await self._ready.wait()
        except TimeoutError:
            raise PlaneUnavailable("no media worker is running") from None

    async def stop(self) -> None:
        await self._tasks.stop()
        channel, self._channel = self._channel, None
        if channel is not None:
            await channel.stop()
        self._lose_legs()

    def send(self, command: protocol.Command) -> None:
        if self._channel is not None:
            self._channel.send(command)

    async def _live(self) -> None:
        pause = _FIRST_PAUSE
        loop = asyncio.get_running_loop()
        while True:
            born = loop.time()
            await self._live_once()
            if loop.time() - born > _HEALTHY_AFTER:
                pause = _FIRST_PAUSE
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _live_once(self) -> None:
        self._lost.clear()
        try:
            channel = await WorkerChannel.spawn(
                self._settings, on_notice=self._on_notice, on_lost=self._on_lost
            )
        except OSError as error:
            log.error("a media worker cannot be started", error=str(error))
            return
        self._channel = channel
        log.info("media worker started", pid=channel.process.pid)
        await self._watch(channel)
        await channel.ended()
        log.error("media worker died", pid=channel.process.pid, code=channel.process.returncode)

    async def _watch(self, channel: WorkerChannel) -> None:
        """Ping until the worker is lost, and end it if it does not answer."""
        silent_since: float | None = None
        loop = asyncio.get_running_loop()
        while not self._lost.is_set():
            before = self._pongs
            channel.send(protocol.Ping(1))
            try:
                async with asyncio.timeout(_PING_EVERY):
                    await self._lost.wait()
            except TimeoutError:
                pass
            if self._pongs != before:
                silent_since = None
            elif silent_since is None:
                silent_since = loop.time()
            elif loop.time() - silent_since > _PING_LIMIT:
                log.error("media worker does not answer", pid=channel.process.pid)
                channel.kill()

    def _on_lost(self) -> None:
        self._ready.clear()
        self._channel = None
        self._lost.set()
        self._lose_legs()

    def _lose_legs(self) -> None:
        self.generation += 1
        legs, self.legs = self.legs, {}
        for leg in legs.values():
            self._ports.give_back(leg.port)
        for leg in legs.values():
            try:
                leg.on_lost()
            except Exception:
                log.exception("a leg's listener failed")

    def _on_notice(self, notice: protocol.Notice) -> None:
        if isinstance(notice, protocol.Pong):
            self._pongs += 1
            self._ready.set()
        elif isinstance(notice, protocol.Trouble):
            log.error("trouble in a media worker", text=notice.text)
        elif (leg := self.legs.get(notice.leg)) is not None:
            self._pass_on(leg, notice)

    def _pass_on(self, leg: SupervisedLeg, notice: protocol.Notice) -> None:
        if isinstance(notice, protocol.Opened):
            if notice.error is not None:
                self._forget(notice.leg, leg)
            leg.on_opened(notice.error)
        elif isinstance(notice, protocol.Closed):
            self._forget(notice.leg, leg)
            fields = notice.statistics
            leg.on_closed(MediaStatistics.from_fields(fields) if fields else MediaStatistics())
        elif (event := _event(notice)) is not None:
            leg.on_event(event)

    def _forget(self, number: int, leg: SupervisedLeg) -> None:
        del self.legs[number]
        self._ports.give_back(leg.port)


def _event(notice: protocol.Notice) -> MediaEvent | None:
    match notice:
        case protocol.Pressed():
            return DigitPressed(notice.digit, notice.duration_ms)
        case protocol.Played():
            return PlaybackFinished(notice.playback, notice.position, notice.complete)
        case protocol.Recorded():
            return RecordingFinished(Path(notice.path), notice.seconds, notice.error)
        case protocol.Silent():
            return MediaSilent(notice.seconds)
        case protocol.Resumed():
            return MediaResumed()
    return None
