"""Running a program as a filter, with limits on its time and its output."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress

_STDERR_LIMIT = 4_000  # octets of complaint that are kept
_BLOCK = 65_536


class ToolError(Exception):
    """A program that did not do its work."""


class ToolMissing(ToolError):
    """There is no such program, or it may not be run."""

    def __init__(self, program: str) -> None:
        super().__init__(f"the program {program} is not installed")
        self.program = program


class ToolFailed(ToolError):
    """The program ended with a status other than 0."""

    def __init__(self, program: str, status: int, complaint: str) -> None:
        super().__init__(complaint or f"{program} ended with status {status}")
        self.program = program
        self.status = status


class ToolTooSlow(ToolError):
    """The program was killed at its time limit."""

    def __init__(self, program: str, limit: float) -> None:
        super().__init__(f"{program} took longer than {limit:g} s")
        self.program = program


class ToolTooLoud(ToolError):
    """The program was killed because it wrote more than it may."""

    def __init__(self, program: str, limit: int) -> None:
        super().__init__(f"{program} wrote more than {limit} octets")
        self.program = program


async def run_tool(
    command: Sequence[str],
    given: bytes,
    *,
    time_limit: float,
    output_limit: int,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """What `command` writes to standard output when `given` is its standard input.

    The program never outlives this call, whether it ends, is too slow or the caller is cancelled.
    Its own session keeps a Ctrl-C meant for us away from it.

    Raises:
        ToolError: one of its four reasons above.
    """
    program = os.path.basename(command[0])
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            env=_environment(environment or {}),
        )
    except (FileNotFoundError, PermissionError):
        raise ToolMissing(program) from None
    try:
        async with asyncio.timeout(time_limit):
            output, complaint = await _exchange(process, given, output_limit)
            status = await process.wait()
    except TimeoutError:
        raise ToolTooSlow(program, time_limit) from None
    finally:
        await _reap(process)
    if len(output) > output_limit:
        raise ToolTooLoud(program, output_limit)
    if status != 0:
        raise ToolFailed(program, status, complaint)
    return output


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """No more of our own environment than a program needs: it holds secrets."""
    path = os.environ.get("PATH", os.defpath)
    return {"PATH": path, "LANG": "C.UTF-8", "HOME": "/nonexistent", **more}


async def _exchange(
    process: asyncio.subprocess.Process, given: bytes, output_limit: int
) -> tuple[bytes, str]:
    assert process.stdin and process.stdout and process.stderr
    async with asyncio.TaskGroup() as streams:
        streams.create_task(_feed(process.stdin, given))
        complaint = streams.create_task(_drain(process, process.stderr, _STDERR_LIMIT))
        output = streams.create_task(_drain(process, process.stdout, output_limit))
    return output.result(), complaint.result().decode("utf-8", "replace").strip()


async def _feed(stream: asyncio.StreamWriter, given: bytes) -> None:
    # A program that ends before it has read everything says why by its status.
    with suppress(BrokenPipeError, ConnectionResetError):
        stream.write(given)
        await stream.drain()
    with suppress(BrokenPipeError, ConnectionResetError):
        stream.close()


async def _drain(
    process: asyncio.subprocess.Process, stream: asyncio.StreamReader, limit: int
) -> bytes:
    """Everything the stream gives; past `limit` the program is killed and the rest thrown away.

    Reading goes on to the end: an unread pipe would keep the process from being waited for.
    """
    read = bytearray()
    while block := await stream.read(_BLOCK):
        if len(read) <= limit:
            read += block
        if len(read) > limit:
            _kill(process)
    return bytes(read)


def _kill(process: asyncio.subprocess.Process) -> None:
    """End the program and whatever it started: its session is its process group."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


async def _reap(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        _kill(process)
        await asyncio.shield(process.wait())
