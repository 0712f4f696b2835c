"""Memory per talking call, and whether finished calls give it back."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Sequence
from typing import Any

from bench import sipp
from bench.company import CALLED, number_of
from bench.server import HOST, Server, Site
from bench.telephones import telephones

#: Memory that the start has freed takes the first calls in; they are not counted.
UNCOUNTED = 200
CALLS = 300
#: Transactions are kept for 64*T1, 32 s, after their end [RFC 3261 §17]; then nothing of a call is.
_FORGOTTEN = 35.0  # seconds
_LEAK_RATE = 80.0
_LEAK_CALLS = 1000
_LEAK_ROUNDS = 3
_PACKET = bytes((0x80, 8, 0, 0)) + bytes(8) + b"\xd5" * 160


def measure(place: Site) -> dict[str, object]:
    """Growth of resident memory over many calls at once, and over many finished ones."""
    with place.serving() as server:
        together = asyncio.run(_together(place, server))
    with place.serving() as server, sipp.phones(place):
        return {"calls": CALLS, **together, **_leak(place, server)}


async def _together(place: Site, server: Server) -> dict[str, object]:
    idle = server.memory()
    async with telephones(place, server) as phones:
        await phones.call(number_of(one) for one in CALLED[:UNCOUNTED])
        await _talk(phones.streams)
        few = server.memory()
        await phones.call(number_of(one) for one in CALLED[UNCOUNTED : UNCOUNTED + CALLS])
        await _talk(phones.streams[2 * UNCOUNTED :])
        many = server.memory()
        if len(phones.streams) != 2 * (UNCOUNTED + CALLS):
            raise SystemExit("not every call reached its telephone")
        await phones.hang_up()
    return {
        "control_kb_idle": idle[0],
        "worker_kb_idle": idle[1],
        "kb": round((sum(many) - sum(few)) / CALLS, 1),
        "control_kb": round((many[0] - few[0]) / CALLS, 1),
        "worker_kb": round((many[1] - few[1]) / CALLS, 1),
        "kb_from_idle": round((sum(many) - sum(idle)) / (CALLS + UNCOUNTED), 1),
    }


async def _talk(streams: Sequence[dict[str, Any]]) -> None:
    """Each side sends some packets, so that every leg has all that a talking one has."""
    sockets = []
    for stream in streams:
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.bind((HOST, stream["local"]))
        one.connect(tuple(stream["remote"]))
        sockets.append(one)
    for number in range(10):
        for one in sockets:
            one.send(_PACKET[:3] + bytes((number,)) + (160 * number).to_bytes(4) + _PACKET[8:])
        await asyncio.sleep(0.2)
    for one in sockets:
        one.close()


def _leak(place: Site, server: Server) -> dict[str, object]:
    """Resident memory after each thousand calls, when nothing of them should be left."""
    seen = []
    for _ in range(_LEAK_ROUNDS):
        sipp.call(place, server, rate=_LEAK_RATE, seconds=_LEAK_CALLS / _LEAK_RATE)
        time.sleep(_FORGOTTEN)
        seen.append(server.memory())
    (first_control, first_worker), (last_control, last_worker) = seen[0], seen[-1]
    return {
        "control_kb_per_1000_finished": round((last_control - first_control) / (len(seen) - 1)),
        "worker_kb_per_1000_finished": round((last_worker - first_worker) / (len(seen) - 1)),
        "kb_after_each_1000": [sum(one) for one in seen],
    }
