from __future__ import annotations

import asyncio
import os
import signal
import time

import pytest

from ringtree.prompts.tool import (
    ToolError,
    ToolFailed,
    ToolMissing,
    ToolTooLoud,
    ToolTooSlow,
    run_tool,
)


async def run(*command: str, given: bytes = b"", seconds: float = 10, octets: int = 1000) -> bytes:
    return await run_tool(command, given, time_limit=seconds, output_limit=octets)


async def test_what_goes_in_comes_out() -> None:
    large = os.urandom(300_000)
    assert await run("cat", given=large, octets=300_000) == large


async def test_a_program_that_reads_nothing_does_no_harm() -> None:
    assert await run("echo", "hello", given=bytes(1_000_000)) == b"hello\n"


async def test_a_missing_program_is_named() -> None:
    with pytest.raises(ToolMissing, match="no-such-program is not installed"):
        await run("/nowhere/no-such-program")


async def test_a_failure_carries_the_complaint() -> None:
    with pytest.raises(ToolFailed, match="bad thing") as failure:
        await run("sh", "-c", "echo bad thing >&2; exit 7")
    assert failure.value.status == 7


async def test_a_failure_without_words_carries_the_status() -> None:
    with pytest.raises(ToolFailed, match="false ended with status 1"):
        await run("false")


async def test_a_slow_program_is_killed_in_time() -> None:
    started = time.monotonic()
    with pytest.raises(ToolTooSlow, match=r"longer than 0\.1 s"):
        await run("sleep", "60", seconds=0.1)
    assert time.monotonic() - started < 5


async def test_a_program_that_never_stops_writing_is_killed() -> None:
    with pytest.raises(ToolTooLoud, match="more than 1000 octets"):
        await run("yes")


async def test_a_program_that_never_stops_complaining_is_killed() -> None:
    with pytest.raises(ToolError):
        await run("sh", "-c", "yes >&2")


async def test_cancelling_the_caller_ends_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_exec

    async def watched(*command: str, **settings: object) -> asyncio.subprocess.Process:
        started.append(await start(*command, **settings))
        running.set()
        return started[0]

    running = asyncio.Event()
    monkeypatch.setattr(asyncio, "create_subprocess_exec", watched)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(run("sleep", "60"))
        await running.wait()
        task.cancel()
    assert started[0].returncode == -signal.SIGKILL


async def test_a_program_does_not_see_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGTREE_DATABASE_URL", "secret")
    assert b"secret" not in await run("env")
