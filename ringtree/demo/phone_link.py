"""The owner's end of a telephone's process: its start, its end, and JSON lines both ways."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from ringtree.demo.phone_call import PATIENCE, PhoneError, PhoneTimeout
from ringtree.tasks import TaskOwner

LINE_LIMIT = 16 * 1024 * 1024  # bytes of one control line: a minute of PCM in base64 fits
STOP_LIMIT = 5.0

Reply = dict[str, Any]


class PhoneLink:
    """Runs `ringtree.demo.phone_process` and carries commands to it.

    `on_line` is given every line the process writes, replies included and before their commands
    return, and None when the process has ended.
    """

    def __init__(self, name: str, on_line: Callable[[dict[str, Any] | None], None]) -> None:
        self._name = name
        self._on_line = on_line
        self._process: asyncio.subprocess.Process | None = None
        self._log = tempfile.NamedTemporaryFile(prefix=f"phone-{name}-", suffix=".log")
        self._tasks = TaskOwner(f"phone {name}")
        self._replies: dict[int, asyncio.Future[Reply]] = {}
        self._last_id = 0

    @property
    def is_alive(self) -> bool:
        """The process runs."""
        return self._process is not None and self._process.returncode is None

    async def start(self, port: int, address: str) -> None:
        """Start the process; its first line tells that it listens at `address:port`."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "ringtree.demo.phone_process",
            str(port),
            address,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=self._log,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},  # the ringtree we are
            limit=LINE_LIMIT,
            start_new_session=True,  # Ctrl-C is for the owner, who then hangs up properly
        )
        self._tasks.start(self._read(self._process), name="read")

    async def command(self, name: str, **arguments: Any) -> Reply:
        """Have the process do something.

        Raises:
            PhoneError: it could not, or is not running; `status` is the SIP status, if any.
        """
        process = self.check_alive()
        self._last_id += 1
        number = self._last_id
        reply = self._replies[number] = asyncio.get_running_loop().create_future()
        line = json.dumps({"id": number, "do": name, **arguments})
        assert process.stdin is not None
        process.stdin.write(line.encode() + b"\n")
        try:
            return await asyncio.wait_for(reply, PATIENCE)
        except TimeoutError:
            raise PhoneTimeout(f"{self._name} did not {name} within {PATIENCE:g} s") from None
        finally:
            del self._replies[number]

    def check_alive(self) -> asyncio.subprocess.Process:
        """The process, or `PhoneError` if it does not run."""
        if self._process is None or self._process.returncode is not None:
            last = self._last_words()
            raise PhoneError(f"the telephone {self._name} is not running{last}")
        return self._process

    def _last_words(self) -> str:
        """What an ended process said at its very end: why it could not go on, most often."""
        lines = self.log().strip().splitlines()
        return f"; its last words: {lines[-1]}" if lines else ""

    async def end(self) -> None:
        """Let the process end by itself, or kill it after some seconds; safe to call twice."""
        if self._process is not None and self._process.returncode is None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            try:
                await asyncio.wait_for(self._process.wait(), STOP_LIMIT)
            except TimeoutError:
                await self.kill()
        await self._tasks.stop()

    async def kill(self) -> None:
        """End the process at once."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        await self._tasks.stop()

    def log(self) -> str:
        """What the process has logged so far."""
        with open(self._log.name, "rb") as log:  # its own offset, not the one the child writes at
            return log.read().decode("utf-8", "replace")

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while text := await process.stdout.readline():
            line = json.loads(text)
            self._on_line(line)
            if "id" in line:
                self._resolve(line)
        await process.wait()
        for reply in self._replies.values():
            if not reply.done():
                reply.set_exception(PhoneError(f"the telephone {self._name} ended"))
        self._on_line(None)

    def _resolve(self, line: dict[str, Any]) -> None:
        reply = self._replies.get(line["id"])
        if reply is None or reply.done():
            return
        if "error" in line:
            why = f"{self._name}: {line['error']}"
            reply.set_exception(PhoneError(why, line.get("status")))
        else:
            reply.set_result(line)
