"""Recording a message: what ends it, and that hanging up is one way to."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ringtree.calls.call import Call
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.events import Pressed, Recorded
from ringtree.calls.message import HEADER_SIZE, Message, MessageEnd, MessageResult
from tests.unit.calls.test_loudness import tone

pytestmark = pytest.mark.looptime

SECOND = 16_000
SPEECH, SILENCE = tone(-20, 1.0), bytes(SECOND)


class Worker:
    """Writes a second of what the caller says each second, and finishes when told or full."""

    def __init__(self, call: SimpleNamespace, *says: bytes, error_after: int | None = None) -> None:
        self._call = call
        self._says = says
        self._error_after = error_after
        self._path: Path
        self._timer: asyncio.TimerHandle | None = None
        self.is_dead = False

    def record(self, path: Path, *, limit: float) -> None:
        self._path = path
        path.write_bytes(bytes(HEADER_SIZE))
        self._tick(0, limit)

    def _tick(self, second: int, limit: float) -> None:
        if self._error_after == second:
            self._finish(second, "No space left on device")
        elif second >= limit:
            self._finish(second, None)
        else:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(1.0, self._write, second, limit)

    def _write(self, second: int, limit: float) -> None:
        with self._path.open("ab") as file:
            file.write(self._says[second] if second < len(self._says) else SILENCE)
        self._tick(second + 1, limit)

    def stop_recording(self) -> None:
        if self._timer is not None and not self.is_dead:
            self._timer.cancel()
            self._finish(0, None)

    def _finish(self, seconds: float, error: str | None) -> None:
        def tell() -> None:
            if self._call.activity is not None:
                self._call.activity.on_caller(Recorded(seconds, error))

        asyncio.get_running_loop().call_soon(tell)


def phone(*says: bytes, **options: Any) -> SimpleNamespace:
    call = SimpleNamespace(activity=None, gone=None)
    call.caller = SimpleNamespace(media=Worker(call, *says, **options))
    return call


async def taken(
    call: SimpleNamespace, path: Path, limit: float = 60, silence: float = 3
) -> MessageResult:
    message = Message(cast(Call, call), path)
    await message.take(limit=limit, silence=silence)
    assert message.result is not None and call.activity is None
    return message.result


async def test_silence_ends_it(tmp_path: Path) -> None:
    result = await taken(phone(SPEECH, SPEECH, SILENCE, SPEECH), tmp_path / "a.wav")
    assert result.end is MessageEnd.SILENCE
    assert result.speech == 3.0 and result.seconds == pytest.approx(7, abs=1)


async def test_who_says_nothing_is_not_waited_for(tmp_path: Path) -> None:
    result = await taken(phone(), tmp_path / "a.wav")
    assert result.end is MessageEnd.SILENCE and result.speech == 0.0


async def test_the_hash_key_ends_it_and_no_other(tmp_path: Path) -> None:
    call = phone(*[SPEECH] * 20)
    loop = asyncio.get_running_loop()
    loop.call_later(2.2, lambda: call.activity.on_caller(Pressed("5")))
    loop.call_later(4.2, lambda: call.activity.on_caller(Pressed("#")))
    result = await taken(call, tmp_path / "a.wav")
    assert result.end is MessageEnd.KEY and result.seconds == 4.0


async def test_the_longest_time_ends_it(tmp_path: Path) -> None:
    result = await taken(phone(*[SPEECH] * 20), tmp_path / "a.wav", limit=5)
    assert result.end is MessageEnd.LIMIT and result.speech == 5.0


async def test_who_hangs_up_leaves_it_all_the_same(tmp_path: Path) -> None:
    call = phone(*[SPEECH] * 20)
    message = Message(cast(Call, call), tmp_path / "a.wav")
    async with asyncio.TaskGroup() as group:
        task = group.create_task(message.take(limit=60, silence=3))
        await asyncio.sleep(3.5)
        call.gone = cause(CauseKind.NORMAL)
        task.cancel()
    assert task.cancelled()
    assert message.result == MessageResult(MessageEnd.HUNG_UP, 3.0, 3.0)


async def test_a_full_disk_ends_it_with_what_there_is(tmp_path: Path) -> None:
    result = await taken(phone(*[SPEECH] * 20, error_after=2), tmp_path / "a.wav")
    assert result.end is MessageEnd.FAILED and result.error == "No space left on device"
    assert result.speech == 2.0


async def test_a_lost_worker_is_not_waited_for_long(tmp_path: Path) -> None:
    call = phone(*[SPEECH] * 3)
    call.caller.media.is_dead = True
    loop = asyncio.get_running_loop()
    result = await taken(call, tmp_path / "a.wav")
    assert result.end is MessageEnd.SILENCE and loop.time() < 9


async def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    call = phone(error_after=0)
    call.caller.media.record = lambda path, limit: call.caller.media._finish(0, "Permission denied")
    result = await taken(call, tmp_path / "none" / "a.wav")
    assert result == MessageResult(MessageEnd.FAILED, 0.0, 0.0, "Permission denied")
