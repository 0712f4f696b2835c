"""Callers in a queue without a free agent: they hear music and send silence."""

from __future__ import annotations

import asyncio

from bench.company import QUEUE_NUMBER
from bench.server import Server, Site
from bench.streams import shares
from bench.telephones import telephones

CALLERS = 200


def measure(place: Site) -> dict[str, object]:
    """Share of a core per caller, loss and the largest gap the callers heard."""
    with place.serving() as server:
        return {"callers": CALLERS, **asyncio.run(_measure(place, server))}


async def _measure(place: Site, server: Server) -> dict[str, object]:
    async with telephones(place, server) as phones:
        await phones.call([QUEUE_NUMBER] * CALLERS)
        found = await shares(server, phones.streams, units=CALLERS, seconds=8.0, runs=3)
        await phones.hang_up()
    return found
