"""The API under load: 500 events a second to live channels, and a journal of 10,000 calls.

`python -m bench.api` prints one JSON object for each part. The server's parts run in this process,
without SIP; those who watch are another process, so that only the server's own time is counted.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import uvloop

from bench.report import machine
from ringtree.accounts.role import Permission
from ringtree.api.server import HttpServer
from ringtree.app import Application
from ringtree.demo.ports import free_port
from ringtree.records.outcome import Outcome, Termination
from ringtree.records.record import CallRecord, Direction
from ringtree.records.trace import TraceEntry
from ringtree.settings import Settings

ROOT = Path(__file__).parents[1]
RATE, SECONDS = 500, 20
CALLS = 10_000
COMPANY = "/api/v1/companies/daisy"
KINDS = ("call.started", "call.moved", "call.answered", "queue.changed", "person.changed")


async def main() -> None:
    """Measure both parts."""
    with tempfile.TemporaryDirectory(prefix="ringtree-bench-") as directory:
        settings = Settings.model_validate(
            {"data_dir": directory, "http_bind": f"127.0.0.1:{free_port()}", "log_level": "error"}
        )
        app = Application(settings)
        await app.database.start()
        await app.records.start()
        document = (ROOT / "examples" / "daisy.yaml").read_text("utf-8")
        await app.revisions.publish(document, author="bench")
        await app.publications.take_over()
        key, _ = await app.services.keys.create(
            "daisy", name="bench", scopes=tuple(Permission), author="bench"
        )
        server = HttpServer(app.http.app, settings)
        await server.start()
        try:
            for listeners in (1, 20, 100):
                _print(await events(app, key, listeners))
            _print(await journal(app, key))
        finally:
            app.events.close()
            await server.stop()
            app.services.workshop.stop()
            await app.records.stop()
            await app.database.stop()


def _print(result: dict[str, Any]) -> None:
    print(json.dumps({**result, **machine()}), flush=True)


# -- events


async def events(app: Application, key: str, listeners: int) -> dict[str, Any]:
    """Publish at a steady rate; what it costs, and how late each event is."""
    url = f"http://{app.settings.http_bind}{COMPANY}/events"
    watcher = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.api", "watch", url, key, str(listeners),
        stdout=asyncio.subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    for _ in range(600):
        if len(app.events) >= listeners:
            break
        await asyncio.sleep(0.05)
    began, cpu = time.perf_counter(), time.process_time()
    stalls = [0.0]
    for number in range(RATE * SECONDS):
        app.events.publish("daisy", KINDS[number % len(KINDS)], {"call": f"{number:016x}"})
        due = began + (number + 1) / RATE
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
            stalls.append(time.perf_counter() - due)
    used = time.process_time() - cpu
    app.events.publish("daisy", "call.ended", {"call": "last"})
    told, _ = await watcher.communicate()
    return {
        "measurement": "events",
        "rate": RATE,
        "listeners": listeners,
        "core_percent": round(100 * used / SECONDS, 2),
        "us_per_event": round(1e6 * used / (RATE * SECONDS), 1),
        "longest_stall_ms": round(1000 * max(stalls), 1),
        "dropped": app.events.dropped,
        **json.loads(told),
    }


async def watch(url: str, key: str, listeners: int) -> None:
    """Follow the channel so often; print how many events came and how late they were."""
    lags: list[float] = []
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=None)) as client:
        counts = await asyncio.gather(*(_follow(client, url, key, lags) for _ in range(listeners)))
    lags.sort()
    print(
        json.dumps(
            {
                "received_least": min(counts),
                "lag_ms_median": round(1000 * median(lags), 1),
                "lag_ms_p99": round(1000 * lags[int(len(lags) * 0.99)], 1),
            }
        )
    )


async def _follow(client: httpx.AsyncClient, url: str, key: str, lags: list[float]) -> int:
    count = 0
    headers = {"authorization": f"Bearer {key}"}
    async with client.stream("GET", url, headers=headers, timeout=None) as answer:
        async for line in answer.aiter_lines():
            if not line.startswith('data: {"id"'):
                continue
            count += 1
            if count % 50 == 0 or '"last"' in line:
                told = datetime.fromisoformat(json.loads(line[6:])["at"])
                lags.append((datetime.now(UTC) - told).total_seconds())
            if '"last"' in line:
                return count
    return count


# -- the journal


async def journal(app: Application, key: str) -> dict[str, Any]:
    """How long pages, filters, totals, tables and reports of many calls take."""
    for number in range(CALLS):
        app.records.write(_call(number))
    await app.records.flush()
    base = f"http://{app.settings.http_bind}{COMPANY}"
    headers = {"authorization": f"Bearer {key}"}
    asked = {
        "first_page_ms": "/calls?limit=100",
        "who_gave_up_ms": "/calls?limit=100&queue=sales&outcome=abandoned&waited_to=120&left=true",
        "text_ms": "/calls?limit=100&text=0009",
        "passed_ms": "/calls?limit=100&passed=main/anna",
        "totals_ms": "/calls/summary",
        "csv_ms": "/calls.csv",
        "xlsx_ms": "/calls.xlsx",
        "report_ms": "/reports/calls",
    }
    found: dict[str, Any] = {"measurement": "journal", "calls": CALLS}
    stalls = {}
    async with httpx.AsyncClient(headers=headers, timeout=120) as client:
        await client.get(f"{base}/reports/calls")  # starts the workshop's process
        for name, path in asked.items():

            async def get(path: str = path) -> None:
                (await client.get(base + path)).raise_for_status()

            found[name], stalls[name] = await _timed(get)
    found["longest_stall_ms"] = max(stalls.values())
    found["stall_in"] = max(stalls, key=lambda name: stalls[name])
    return found


async def _timed(work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Milliseconds that something takes, the best of five, and how long the loop stood still."""
    longest = 0.0
    ticking = True

    async def tick() -> None:
        nonlocal longest
        while ticking:
            began = time.perf_counter()
            await asyncio.sleep(0.002)
            longest = max(longest, time.perf_counter() - began - 0.002)

    took = []
    async with asyncio.TaskGroup() as group:
        group.create_task(tick())
        for _ in range(5):
            began = time.perf_counter()
            await work()
            took.append(time.perf_counter() - began)
        ticking = False
    return round(1000 * min(took), 1), round(1000 * longest, 1)


def _call(number: int) -> CallRecord:
    gave_up = number % 3 == 0
    trace = [
        TraceEntry(node=node, type=kind, entered=at, seconds=5.0, exit=leave, tree="main")
        for node, kind, at, leave in (
            ("greeting", "greeting", 0.0, "next"),
            ("menu", "menu", 5.0, "1"),
            ("sales", "queue", 10.0, "caller_left" if gave_up else "answered"),
        )
    ]
    return CallRecord(
        id=f"{number:016x}",
        company="daisy",
        direction=Direction.INBOUND,
        caller=f"+7921{number:07}",
        called="+74950000001",
        number="+74950000001",
        trunk="carrier",
        revision=1,
        queue="sales",
        answered_by=None if gave_up else "101",
        started=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=number),
        waiting=float(number % 300),
        talking=0.0 if gave_up else 60.0,
        outcome=Outcome.ABANDONED if gave_up else Outcome.ANSWERED,
        termination=Termination(),
        trace=trace,
    )


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        if sys.argv[1:2] == ["watch"]:
            runner.run(watch(sys.argv[2], sys.argv[3], int(sys.argv[4])))
        else:
            runner.run(main())
