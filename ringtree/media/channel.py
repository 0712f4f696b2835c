"""The control process's end of one worker: its process, its socket, its life."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog

import ringtree
from ringtree.media import protocol

log = structlog.get_logger(__name__)

_STOP_LIMIT = 3.0  # seconds a worker may take to end by itself


class WorkerChannel:
    """One run of one worker process. Commands of one turn of the event loop travel together."""

    __slots__ = (
        "_buffer",
        "_commands",
        "_loop",
        "_on_lost",
        "_on_notice",
        "_socket",
        "_unsent",
        "is_open",
        "process",
    )

    def __init__(
        self,
        process: Process,
        control: socket.socket,
        *,
        on_notice: Callable[[protocol.Notice], None],
        on_lost: Callable[[], None],
    ) -> None:
        self.process = process
        self.is_open = True
        self._socket = control
        self._on_notice = on_notice
        self._on_lost = on_lost
        self._loop = asyncio.get_running_loop()
        self._buffer = memoryview(bytearray(protocol.MAX_DATAGRAM))
        self._commands: list[protocol.Command] = []
        self._unsent: list[bytes] = []
        self._loop.add_reader(control, self._read)

    @classmethod
    async def spawn(
        cls,
        settings: dict[str, Any],
        *,
        on_notice: Callable[[protocol.Notice], None],
        on_lost: Callable[[], None],
    ) -> WorkerChannel:
        """Start a worker. `on_lost` is called once when it dies, but not after `stop`."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "ringtree.media.worker",
                str(theirs.fileno()),
                json.dumps(settings),
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=_environment(),
            )
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return cls(process, ours, on_notice=on_notice, on_lost=on_lost)

    def send(self, command: protocol.Command) -> None:
        """Send at the end of this turn of the loop; nothing if the worker is gone."""
        if not self.is_open:
            return
        if not self._commands:
            self._loop.call_soon(self._flush)
        self._commands.append(command)

    def kill(self) -> None:
        """End a worker that does not answer; `on_lost` follows."""
        with suppress(ProcessLookupError):
            self.process.kill()

    async def stop(self) -> None:
        """Hang up, wait for the worker to finish its files, and kill it if it does not."""
        self._flush()
        self._shut()
        await self.ended()

    async def ended(self) -> None:
        """Wait for the process of a closed channel."""
        try:
            async with asyncio.timeout(_STOP_LIMIT):
                await self.process.wait()
        except TimeoutError:
            self.kill()
            await self.process.wait()

    def _shut(self) -> None:
        if self.is_open:
            self.is_open = False
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
            self._socket.close()

    def _lose(self) -> None:
        if self.is_open:
            self._shut()
            self._on_lost()

    def _flush(self) -> None:
        if not self.is_open:
            return
        self._unsent += protocol.encode(self._commands)
        self._commands.clear()
        self._write()

    def _write(self) -> None:
        while self._unsent:
            try:
                self._socket.send(self._unsent[0])
            except BlockingIOError:
                self._loop.add_writer(self._socket, self._write)
                return
            except OSError:
                self._lose()
                return
            del self._unsent[0]
        self._loop.remove_writer(self._socket)

    def _read(self) -> None:
        try:
            length = self._socket.recv_into(self._buffer)
        except BlockingIOError:
            return
        except OSError:
            length = 0
        if not length:
            self._lose()
            return
        for notice in protocol.decode_notices(self._buffer[:length]):
            try:
                self._on_notice(notice)
            except Exception:
                log.exception("a media event's listener failed", notice=notice)


def _environment() -> dict[str, str]:
    """The worker finds the very package that starts it, installed or not."""
    root = str(Path(ringtree.__path__[0]).parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
