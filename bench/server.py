"""A private `ringtree serve` with the measured company, and what it costs."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.company import populate
from bench.processes import Cpu, child_running, memory_kb
from ringtree.demo.ports import free_port
from ringtree.serving import is_serving
from ringtree.settings import Settings

HOST = "127.0.0.1"
START_LIMIT = 60.0
STOP_LIMIT = 20.0
ROOT = Path(__file__).parent.parent


class Server:
    """One running server."""

    def __init__(self, process: subprocess.Popen[bytes], settings: Settings) -> None:
        self.pid = process.pid
        self.worker = child_running(process.pid, "ringtree.media.worker")
        self.port = settings.binds[0].port
        self.settings = settings

    def cpu(self) -> Cpu:
        """CPU seconds so far."""
        return Cpu.read(self.pid, self.worker)

    def memory(self) -> tuple[int, int]:
        """Resident kilobytes of the control process and of the worker."""
        return memory_kb(self.pid)["Rss"], memory_kb(self.worker)["Rss"]


class Site:
    """The addresses of one benchmark run, and the company's data, made once and copied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trunk_port = free_port()
        self.phone_port = free_port()
        self._starts = 0
        made = populate(self._settings("template"), self.trunk_port, self.phone_port)
        self.passwords = asyncio.run(made)

    def _settings(self, name: str) -> Settings:
        values = {
            "data_dir": self.folder / name,
            "sip_bind": (f"udp:{HOST}:{free_port()}",),
            "http_bind": None,
            "rtp_ports": "10000-18999",  # below the ports that the kernel gives away
            "log_level": "warning",
            "media_silence_limit": 3600,  # most of these calls have no audio
        }
        return Settings.model_validate(values)

    @contextmanager
    def serving(self, *before: str, **environment: str) -> Iterator[Server]:
        """A server while the block runs; `before` goes between `python` and `serve`."""
        self._starts += 1
        settings = self._settings(f"server-{self._starts}")
        shutil.copytree(self.folder / "template", settings.data_dir)
        process = subprocess.Popen(
            [sys.executable, *(before or ("-m", "ringtree")), "serve"],
            cwd=ROOT,
            env={**_environment(settings), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_serving(process, settings)
            yield Server(process, settings)
        finally:
            _stop(process)


@contextmanager
def site() -> Iterator[Site]:
    """A place for servers; everything is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="ringtree-bench-") as folder:
        yield Site(Path(folder))


def _environment(settings: Settings) -> dict[str, str]:
    others = {k: v for k, v in os.environ.items() if not k.startswith("RINGTREE_")}
    return {
        **others,
        "RINGTREE_DATA_DIR": str(settings.data_dir),
        "RINGTREE_SIP_BIND": settings.sip_bind[0],
        "RINGTREE_HTTP_BIND": "",
        "RINGTREE_RTP_PORTS": settings.rtp_ports,
        "RINGTREE_LOG_LEVEL": settings.log_level,
        "RINGTREE_MEDIA_SILENCE_LIMIT": str(settings.media_silence_limit),
    }


def _wait_serving(process: subprocess.Popen[bytes], settings: Settings) -> None:
    limit = time.monotonic() + START_LIMIT
    while not asyncio.run(is_serving(settings)):
        if process.poll() is not None or time.monotonic() > limit:
            raise SystemExit("the measured server does not start")
        time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise SystemExit("the measured server did not end by itself") from None
