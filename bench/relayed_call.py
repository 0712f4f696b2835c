"""Calls whose both sides send G.711, fifty packets a second each, through the whole server."""

from __future__ import annotations

import asyncio

from bench.company import CALLED, number_of
from bench.server import Server, Site
from bench.streams import shares
from bench.telephones import telephones

CALLS = 100


def measure(place: Site) -> dict[str, object]:
    """Share of a core per call, loss and the largest gap the telephones heard."""
    with place.serving() as server:
        return {"calls": CALLS, **asyncio.run(_measure(place, server))}


async def _measure(place: Site, server: Server) -> dict[str, object]:
    async with telephones(place, server) as phones:
        await phones.call(number_of(one) for one in CALLED[:CALLS])
        found = await shares(server, phones.streams, units=CALLS, seconds=8.0, runs=3)
        await phones.hang_up()
    return found
