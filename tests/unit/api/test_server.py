"""The server's bind; that it serves is proved by integration/test_http."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from ringtree.api.server import HttpServer
from ringtree.settings import Settings


async def test_without_an_address_nothing_is_served() -> None:
    server = HttpServer(FastAPI(), Settings(http_bind=None))
    await server.start()
    await server.stop()


async def test_an_address_of_somebody_else_stops_the_start() -> None:
    server = HttpServer(FastAPI(), Settings(http_bind="192.0.2.1:80"))
    with pytest.raises(OSError):
        await server.start()
