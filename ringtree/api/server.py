"""Serves the application in the event loop of the calls."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI

from ringtree.settings import Settings
from ringtree.settings.web import parse_http
from ringtree.tasks import TaskOwner

#: Connections at once; more get 503, and calls go on.
MOST_CONNECTIONS = 2000
#: Seconds that answers under way have to end in when the server stops.
PARTING = 2


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: who stops is decided by `ringtree serve`."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say when it is done."""
        await super().startup(sockets)
        self.listening.set()


class HttpServer:
    """Listens on `http_bind` between `start` and `stop`."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        self.app = app
        self._settings = settings
        self._tasks = TaskOwner("http")
        self._serving: asyncio.Task[object] | None = None
        self._server = _Server(
            uvicorn.Config(
                app,
                http="httptools",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=True,
                forwarded_allow_ips=list(settings.http_proxies),
                limit_concurrency=MOST_CONNECTIONS,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=PARTING,
            )
        )

    async def start(self) -> None:
        """Listen; without `http_bind`, do nothing.

        Raises:
            OSError: the address can't be had.
        """
        if self._settings.http_bind is None:
            return
        listener = _listener(*parse_http(self._settings.http_bind))
        work = self._server.serve([listener])
        self._serving = self._tasks.start(work, name="server")
        listening = self._tasks.start(self._server.listening.wait(), name="listening")
        await asyncio.wait((listening, self._serving), return_when=asyncio.FIRST_COMPLETED)
        listening.cancel()

    async def stop(self) -> None:
        """Take no more requests, let those under way end, and close."""
        self._server.should_exit = True
        if self._serving is not None:
            await asyncio.wait((self._serving,), timeout=PARTING + 1)
        await self._tasks.stop()


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind((host, port))
        one.setblocking(False)
    except OSError:
        one.close()
        raise
    return one
