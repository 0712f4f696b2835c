"""What running RTP costs the whole server, and what the listeners hear."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.server import Server

_LOAD = Path(__file__).with_name("rtp_load.py")


async def share(server: Server, streams: Sequence[object], seconds: float) -> dict[str, float]:
    """Shares of a core, in percent, while these streams run; with what `rtp_load` heard."""
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
    before, begun = server.cpu(), asyncio.get_running_loop().time()
    heard = json.loads(await process.stdout.readline())
    lasted = asyncio.get_running_loop().time() - begun
    cpu = server.cpu() - before
    await process.wait()
    return {
        **heard,
        "control_percent": 100 * cpu.control / lasted,
        "worker_percent": 100 * cpu.worker / lasted,
    }


async def shares(
    server: Server, streams: Sequence[object], *, units: int, seconds: float, runs: int
) -> dict[str, object]:
    """The median share per unit of several runs; the loss of all, the worst gap of all."""
    found = [await share(server, streams, seconds) for _ in range(runs)]
    total = [run["control_percent"] + run["worker_percent"] for run in found]
    return {
        "runs": runs,
        "streams": len(streams),
        "silent_streams": int(max(run["streams"] - run["heard"] for run in found)),
        "percent": round(statistics.median(total) / units, 4),
        "percent_each_run": [round(one / units, 4) for one in total],
        "control_percent": round(statistics.median(r["control_percent"] for r in found) / units, 4),
        "worker_percent": round(statistics.median(r["worker_percent"] for r in found) / units, 4),
        "received": int(sum(run["received"] for run in found)),
        "lost": int(sum(run["lost"] for run in found)),
        "largest_gap_ms": max(run["largest_gap_ms"] for run in found),
        "jitter_ms": statistics.median(run["jitter_ms"] for run in found),
    }
