"""Memory per talking call, and whether it is given back."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from typing import Any

from bench import sipp
from bench.company import CALLED, number_of
from bench.server import HOST, Server, Site
from bench.telephones import telephones

CALLS = 300
ROUNDS = 3
_SETTLE = 3.0  # seconds: records stored, transactions expired or not, as in a server's day
_LEAK_RATE = 50.0
_LEAK_CALLS = 1000
_PACKET = bytes((0x80, 8, 0, 0)) + bytes(8) + b"\xd5" * 160


def measure(place: Site) -> dict[str, object]:
    """Growth of resident memory over many calls at once, and over many finished ones."""
    with place.serving() as server:
        together = asyncio.run(_together(place, server))
    with place.serving() as server, sipp.phones(place):
        return {"calls": CALLS, **together, **_leak(place, server)}


async def _together(place: Site, server: Server) -> dict[str, object]:
    control, worker = server.memory()
    peaks: list[tuple[int, int]] = []
    async with telephones(place, server) as phones:
        for _ in range(ROUNDS):
            await phones.call(number_of(one) for one in CALLED[:CALLS])
            await _talk(phones.streams)
            peaks.append(server.memory())
            await phones.hang_up()
            await asyncio.sleep(_SETTLE)
    after_control, after_worker = server.memory()
    return {
        "control_kb_idle": control,
        "worker_kb_idle": worker,
        "kb": round((sum(peaks[0]) - control - worker) / CALLS, 1),
        "control_kb": round((peaks[0][0] - control) / CALLS, 1),
        "worker_kb": round((peaks[0][1] - worker) / CALLS, 1),
        "kb_last_round": round((sum(peaks[-1]) - control - worker) / CALLS, 1),
        "kb_kept_after_rounds": round((after_control + after_worker - control - worker) / CALLS, 1),
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
    """Growth per thousand finished calls, when as many were made before."""
    seen = []
    for _ in range(3):
        sipp.call(place, server, rate=_LEAK_RATE, seconds=_LEAK_CALLS / _LEAK_RATE)
        seen.append(server.memory())
    (first_control, first_worker), (last_control, last_worker) = seen[0], seen[-1]
    return {
        "control_kb_per_1000_finished": round((last_control - first_control) / 2),
        "worker_kb_per_1000_finished": round((last_worker - first_worker) / 2),
    }
