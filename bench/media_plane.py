"""Measures the media worker through the plane: relayed calls, and callers who hear music.

    python bench/media_plane.py [--calls 100] [--callers 200] [--seconds 10]

Prints one JSON object per measurement: the worker's CPU as a share of one core, in all and per
call or caller, with the loss and the largest gap the listeners saw, and memory. The telephones
are `rtp_load.py`, in a process of their own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ringtree.media.client import EmbeddedPlane, PlaneSettings
from ringtree.media.plane import MediaEvent, MediaLeg, Playlist, RemoteMedia

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_KB = os.sysconf("SC_PAGE_SIZE") / 1024
_LOAD = Path(__file__).with_name("rtp_load.py")


def cpu_seconds(pid: int) -> float:
    """User and system time of a process [proc(5)]."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_kb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_KB


@dataclass
class Measurement:
    cpu_share: float
    listeners: dict[str, object]


async def measure(pid: int, streams: list[dict[str, object]], seconds: float) -> Measurement:
    """Run the telephones; the worker's CPU is taken over just the counted seconds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(_LOAD),
        f"--seconds={seconds}",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("".join(json.dumps(stream) + "\n" for stream in streams).encode())
    process.stdin.close()
    while (line := await process.stdout.readline()) != b"counting\n":
        if not line:
            raise SystemExit("the generator ended before it began")
    before, begun = cpu_seconds(pid), asyncio.get_running_loop().time()
    listeners = json.loads(await process.stdout.readline())
    lasted = asyncio.get_running_loop().time() - begun
    share = (cpu_seconds(pid) - before) / lasted
    await process.wait()
    return Measurement(share, listeners)


def ignore(_: MediaEvent) -> None:
    """The benchmark's calls need no events."""


# Two ports for each telephone, like a real one: the second one gets the worker's RTCP.
async def open_legs(plane: EmbeddedPlane, pairs: int, first_port: int) -> list[list[MediaLeg]]:
    rooms = []
    for _ in range(pairs):
        room = await plane.open_room()
        rooms.append([await room.open_leg(ignore), await room.open_leg(ignore)])
    for number, leg in enumerate(leg for legs in rooms for leg in legs):
        leg.configure(RemoteMedia("127.0.0.1", first_port + 2 * number))
    return rooms


def streams_of(legs: list[MediaLeg], first_port: int) -> list[dict[str, object]]:
    return [
        {"local": first_port + 2 * number, "remote": ["127.0.0.1", leg.port]}
        for number, leg in enumerate(legs)
    ]


async def relay(plane: EmbeddedPlane, calls: int, seconds: float) -> dict[str, object]:
    """Both sides of every call talk: a hundred packets a second for each."""
    (pid,) = plane.worker_pids
    memory = resident_kb(pid)
    rooms = await open_legs(plane, calls, 41_000)
    for first, second in rooms:
        first.connect(second)
    legs = [leg for pair in rooms for leg in pair]
    result = await measure(pid, streams_of(legs, 41_000), seconds)
    memory = resident_kb(pid) - memory
    for leg in legs:
        await leg.close()
    packets = 100 * calls
    return {
        "measurement": "relay",
        "calls": calls,
        "worker_cpu_percent": round(100 * result.cpu_share, 2),
        "cpu_percent_per_call": round(100 * result.cpu_share / calls, 4),
        "cpu_us_per_packet": round(1e6 * result.cpu_share / packets, 2),
        "worker_kb_per_call": round(memory / calls, 1),
        **result.listeners,
    }


async def music(plane: EmbeddedPlane, callers: int, seconds: float) -> dict[str, object]:
    """Every caller hears music and sends silence."""
    (pid,) = plane.worker_pids
    memory = resident_kb(pid)
    rooms = await open_legs(plane, (callers + 1) // 2, 43_000)
    legs = [leg for pair in rooms for leg in pair][:callers]
    with tempfile.NamedTemporaryFile(suffix=".alaw") as file:
        file.write(bytes(range(256)) * 1_250)  # forty seconds of noise
        file.flush()
        sound = Path(file.name)
        for number, leg in enumerate(legs):
            leg.play(Playlist((sound,), loop=True, start=number * 0.2))
        result = await measure(pid, streams_of(legs, 43_000), seconds)
    memory = resident_kb(pid) - memory
    for leg in (leg for pair in rooms for leg in pair):
        await leg.close()
    return {
        "measurement": "music",
        "callers": callers,
        "worker_cpu_percent": round(100 * result.cpu_share, 2),
        "cpu_percent_per_caller": round(100 * result.cpu_share / callers, 4),
        "worker_kb_per_caller": round(memory / callers, 1),
        **result.listeners,
    }


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--callers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    plane = EmbeddedPlane(
        PlaneSettings(45_000, 47_999, host_ipv4="127.0.0.1", host_ipv6="::1", silence_limit=0)
    )
    await plane.start()
    try:
        (pid,) = plane.worker_pids
        idle = {"measurement": "idle worker", "worker_kb": resident_kb(pid)}
        print(json.dumps({**idle, "machine": platform.node()}), flush=True)
        if options.calls:
            print(json.dumps(await relay(plane, options.calls, options.seconds)), flush=True)
        if options.callers:
            print(json.dumps(await music(plane, options.callers, options.seconds)), flush=True)
    finally:
        await plane.stop()


if __name__ == "__main__":
    asyncio.run(main())
