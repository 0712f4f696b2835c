"""Recording a caller's message: until #, a silence, the longest time, or the caller's leaving."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ringtree.calls.call import Call
from ringtree.calls.events import LegEvent, Pressed, Recorded
from ringtree.calls.loudness import spoken_tenths

END_KEY = "#"
BYTES_PER_SECOND = 16_000
HEADER_SIZE = 44  # of the WAV files the media worker writes
#: Seconds between two looks at what was recorded; the worker writes once a second.
LOOK = 0.5
#: Seconds the worker may take to finish the file. A caller's BYE waits for no more than two.
FINISH_LIMIT = 1.0


class MessageEnd(StrEnum):
    """What ended a message."""

    KEY = "key"
    SILENCE = "silence"
    LIMIT = "limit"
    HUNG_UP = "hung_up"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class MessageResult:
    """A message in its file. Seconds; `speech` of them somebody spoke."""

    end: MessageEnd
    seconds: float
    speech: float
    error: str | None = None


class Message:
    """One message being recorded from a call's caller."""

    __slots__ = ("_call", "_key", "_offset", "_path", "_recorded", "_silent", "_spoken", "result")

    def __init__(self, call: Call, path: Path) -> None:
        self._call = call
        self._path = path
        self._key = asyncio.Event()
        self._recorded: asyncio.Future[Recorded] = asyncio.get_running_loop().create_future()
        self._offset = HEADER_SIZE
        self._spoken = 0
        self._silent = 0
        self.result: MessageResult | None = None

    async def take(self, *, limit: float, silence: float) -> None:
        """Record at most `limit` seconds, or until nobody has spoken for `silence` seconds.

        The caller must have been answered. `result` is there afterwards, also when the task was
        cancelled because the caller left: who hangs up leaves a message all the same.
        """
        media = self._call.caller.media
        assert media is not None, "the call has no media yet"
        self._call.activity = self
        media.record(self._path, limit=limit)
        end = MessageEnd.HUNG_UP
        try:
            end = await self._listen(limit, silence)
        finally:
            media.stop_recording()
            self.result = await self._finish(end)

    def on_caller(self, event: LegEvent) -> None:
        """Hear # and the end of the recording."""
        match event:
            case Pressed(digit=digit) if digit == END_KEY:
                self._key.set()
            case Recorded() if not self._recorded.done():
                self._recorded.set_result(event)

    async def _listen(self, limit: float, silence: float) -> MessageEnd:
        while not self._recorded.done():
            try:
                async with asyncio.timeout(LOOK):
                    await self._key.wait()
                return MessageEnd.KEY
            except TimeoutError:
                self._look()
            if self._silent >= silence * 10:
                return MessageEnd.SILENCE
        return MessageEnd.FAILED if self._recorded.result().error else MessageEnd.LIMIT

    def _look(self) -> None:
        """Take in what has come into the file since the last look."""
        try:
            with open(self._path, "rb") as file:
                file.seek(self._offset)
                fresh = file.read()
        except OSError:
            return  # the worker tells why
        tenths = spoken_tenths(fresh)
        self._offset += len(tenths) * 1600
        for is_loud in tenths:
            self._spoken += is_loud
            self._silent = 0 if is_loud else self._silent + 1

    async def _finish(self, end: MessageEnd) -> MessageResult:
        error = None
        try:
            async with asyncio.timeout(FINISH_LIMIT):
                error = (await self._recorded).error
        except TimeoutError:
            pass  # a lost worker says nothing, and leaves a file that can be played
        finally:
            self._call.activity = None
        self._look()
        return MessageResult(end, _seconds(self._path), self._spoken / 10, error)


def _seconds(path: Path) -> float:
    try:
        return max(0, os.path.getsize(path) - HEADER_SIZE) / BYTES_PER_SECOND
    except OSError:
        return 0.0
