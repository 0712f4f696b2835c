"""Chromium as a measuring instrument: long tasks, frames, layout shifts, input delay, memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Any

from playwright.async_api import CDPSession, Page

#: Runs in every page before its own scripts; what it has seen is read with `READ`.
INSTRUMENTS = """
(() => {
  const seen = (window.__seen = { tasks: [], shift: 0, shifted: [], inputs: [], frames: [] });
  const watch = (type, take, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type, buffered: true, ...more,
    });
  watch("longtask", (task) => seen.tasks.push(task.duration));
  watch("layout-shift", (shift) => {
    if (shift.hadRecentInput) return;
    seen.shift += shift.value;
    for (const { node } of shift.sources) {
      seen.shifted.push(node?.className?.toString?.() || node?.nodeName || "");
    }
  });
  watch("event", (one) => seen.inputs.push([one.processingStart - one.startTime, one.duration]), {
    durationThreshold: 16,
  });
  let before = null;
  let next = 0;
  window.__count = (on) => {
    cancelAnimationFrame(next);
    if (!on) return;
    before = null;
    seen.frames = [];
    next = requestAnimationFrame(frame);
  };
  function frame(now) {
    if (before !== null) seen.frames.push(now - before);
    before = now;
    next = requestAnimationFrame(frame);
  }
  window.__usable = (selector) => new Promise((tell) => {
    const look = () => {
      const found = document.querySelector(selector);
      if (found && found.getBoundingClientRect().height > 0) {
        requestAnimationFrame(() => setTimeout(() => tell(performance.now())));
      } else requestAnimationFrame(look);
    };
    look();
  });
})();
"""
FORGET = "() => { __seen.tasks = []; __seen.inputs = []; __count(true); }"
READ = "() => { __count(false); return __seen; }"
#: Longer than two frames of 60 a second: the one between them was not shown.
DROPPED = 1000 / 60 * 2


class Gauge:
    """Measures what a page costs its main thread while something is done."""

    def __init__(self, page: Page, channel: CDPSession) -> None:
        self.page = page
        self._channel = channel

    @classmethod
    async def of(cls, page: Page) -> Gauge:
        """For this page."""
        channel = await page.context.new_cdp_session(page)
        await channel.send("Performance.enable")
        return cls(page, channel)

    async def line(self, *, megabits: float, round_trip: int) -> None:
        """Put the page behind a slow line; the round trip is in milliseconds."""
        await self._channel.send("Network.enable")
        await self._channel.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": round_trip,
                "downloadThroughput": megabits * 125_000,
                "uploadThroughput": megabits * 125_000,
            },
        )

    async def memory(self) -> dict[str, float]:
        """Megabytes of living objects after a collection, and how many nodes there are."""
        await self._channel.send("HeapProfiler.collectGarbage")
        found = await self._metrics()
        return {
            "heap_mb": round(found["JSHeapUsedSize"] / 1e6, 1),
            "dom_nodes": int(found["Nodes"]),
        }

    async def during(self, work: Callable[[], Awaitable[Any]]) -> dict[str, float]:
        """Do something; the longest task, the frames and the delay of inputs meanwhile."""
        await self.page.evaluate(FORGET)
        before = await self._metrics()
        await work()
        after = await self._metrics()
        seen = await self.page.evaluate(READ)
        frames = seen["frames"] or [0.0]
        busy = 1000 * (after["TaskDuration"] - before["TaskDuration"])
        script = 1000 * (after["ScriptDuration"] - before["ScriptDuration"])
        return {
            "longest_task_ms": round(max(seen["tasks"], default=0.0)),
            "frames_per_second": round(1000 * len(frames) / max(sum(frames), 1.0), 1),
            "frame_median_ms": round(median(frames), 1),
            "frame_longest_ms": round(max(frames), 1),
            "frames_dropped_percent": round(
                100 * sum(one > DROPPED for one in frames) / len(frames), 1
            ),
            "main_thread_per_frame_ms": round(busy / len(frames), 1),
            "script_per_frame_ms": round(script / len(frames), 1),
            "main_thread_percent": round(100 * busy / max(sum(frames), 1.0)),
            "input_delay_ms": round(max((one[0] for one in seen["inputs"]), default=0.0)),
            "input_to_paint_ms": round(max((one[1] for one in seen["inputs"]), default=0.0)),
        }

    async def shift(self) -> tuple[float, list[str]]:
        """How much of the page has jumped since it was opened, and what."""
        seen = await self.page.evaluate("() => __seen")
        return round(seen["shift"], 4), sorted(set(seen["shifted"]))

    async def _metrics(self) -> dict[str, float]:
        found = await self._channel.send("Performance.getMetrics")
        return {one["name"]: one["value"] for one in found["metrics"]}


async def paced(steps: int, step: Callable[[int], Awaitable[Any]], *, hertz: float = 60) -> None:
    """Do something so often a second, as a hand on a mouse would; late steps are not caught up."""
    loop = asyncio.get_running_loop()
    for number in range(steps):
        due = loop.time() + 1 / hertz
        await step(number)
        await asyncio.sleep(max(0.0, due - loop.time()))
