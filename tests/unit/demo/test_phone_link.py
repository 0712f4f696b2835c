"""The owner's end of a telephone's process, with a process that is only two streams."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from ringtree.demo.phone_call import PhoneError
from ringtree.demo.phone_link import PhoneLink


class FakeInput:
    """Standard input: keeps what is written."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []
        self.is_closed = False

    def write(self, data: bytes) -> None:
        self.lines.append(json.loads(data))

    def close(self) -> None:
        self.is_closed = True


class FakeProcess:
    """A process that answers what the test feeds it."""

    def __init__(self) -> None:
        self.stdin = FakeInput()
        self.stdout = asyncio.StreamReader()
        self.returncode: int | None = None

    def answer(self, **line: Any) -> None:
        self.stdout.feed_data(json.dumps(line).encode() + b"\n")

    def die(self) -> None:
        self.returncode = 1
        self.stdout.feed_eof()

    async def wait(self) -> int:
        self.returncode = self.returncode or 0
        return self.returncode

    kill = die


@pytest.fixture
def lines() -> list[dict[str, Any] | None]:
    return []


@pytest.fixture
async def process(monkeypatch: pytest.MonkeyPatch) -> FakeProcess:
    process = FakeProcess()

    async def spawn(*_: Any, **__: Any) -> FakeProcess:
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", spawn)
    return process


@pytest.fixture
async def link(process: FakeProcess, lines: list[dict[str, Any] | None]) -> PhoneLink:
    link = PhoneLink("101", lines.append)
    await link.start(40000, "127.0.0.1")
    return link


async def test_a_command_returns_its_own_reply(link: PhoneLink, process: FakeProcess) -> None:
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(link.command("dial", uri="sip:102@pbx"))
        second = tasks.create_task(link.command("statistics", call=1))
        await asyncio.sleep(0)
        process.answer(id=2, statistics={})
        process.answer(id=1, call=5)
    assert (first.result()["call"], second.result()["statistics"]) == (5, {})
    assert process.stdin.lines[0] == {"id": 1, "do": "dial", "uri": "sip:102@pbx"}


async def test_a_line_is_told_before_its_command_returns(
    link: PhoneLink, process: FakeProcess, lines: list[dict[str, Any] | None]
) -> None:
    process.answer(id=1, call=5)
    await link.command("dial")
    assert lines == [{"id": 1, "call": 5}]


async def test_a_failure_is_an_error_with_its_status(link: PhoneLink, process: FakeProcess) -> None:
    process.answer(id=1, error="registration failed: 403 Forbidden", status=403)
    with pytest.raises(PhoneError, match="101: registration failed") as failure:
        await link.command("register")
    assert failure.value.status == 403


async def test_the_end_of_the_process_fails_what_waits(
    link: PhoneLink, process: FakeProcess, lines: list[dict[str, Any] | None]
) -> None:
    async with asyncio.TaskGroup() as tasks:
        command = tasks.create_task(_failure(link.command("dial")))
        await asyncio.sleep(0)
        process.die()
    assert "101 ended" in command.result()
    assert lines == [None]
    assert not link.is_alive
    assert "not running" in await _failure(link.command("dial"))


async def test_what_a_process_said_last_is_told(link: PhoneLink, process: FakeProcess) -> None:
    link._log.write(b"starting\nSIP thread failed to start: Address already in use\n")
    link._log.flush()
    process.die()
    await process.wait()
    said = await _failure(link.command("dial"))
    assert said.endswith("its last words: SIP thread failed to start: Address already in use")


async def test_ending_closes_the_input_and_may_be_repeated(
    link: PhoneLink, process: FakeProcess
) -> None:
    await link.end()
    await link.end()
    assert process.stdin.is_closed
    assert not link.is_alive


async def test_killing_ends_at_once(link: PhoneLink) -> None:
    await link.kill()
    await link.kill()
    assert not link.is_alive
    assert link.log() == ""


async def _failure(work: Any) -> str:
    try:
        await work
    except PhoneError as error:
        return str(error)
    return ""
