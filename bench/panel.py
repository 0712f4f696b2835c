"""The panel in Chromium over a whole server: `python -m bench.panel [names…]`.

Prints one JSON object a line. Chromium draws without a graphics card here, so frames say less than
the time that the page's main thread needs for each: that is the panel's own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import uvloop
from playwright.async_api import Page, expect

from bench.api import RATE, _call
from bench.browser import INSTRUMENTS, Gauge, paced
from bench.report import machine
from tests.e2e.site import Site, site
from tests.e2e.tour import EXAMPLES, OPERATORS, PAGES, people, visit

DAISY = (EXAMPLES / "daisy.yaml").read_text("utf-8")
RUNS = 5
CALLS = 10_000
SECONDS = 10
MINUTES = 5
NODES = 300
#: Calls, waiting callers and people on the page that is watched.
TALKING, WAITING, PEOPLE = 60, 20, 40
#: Milliseconds in which a page that has what it shows comes to rest.
SETTLED = 800
SIGN_IN = "button[type=submit]"


async def first_page(here: Site) -> dict[str, Any]:
    """Milliseconds to a page one can use, with an empty cache, 10 Mbit/s and 40 ms away."""
    administrator, _ = await people(here, "daisy")
    known = await here.page(administrator)
    state = await known.context.storage_state()
    found: dict[str, Any] = {}
    for name, selector, cookies in (
        ("sign_in", SIGN_IN, None),
        ("live", ".live-grid", state),
        ("journal", ".journal-table", state),
        ("desk", ".page", state),
    ):
        path = "/" if name == "sign_in" else f"/{name}"
        runs = [await _opened(here, path, selector, cookies) for _ in range(RUNS)]
        found |= {
            f"{name}_ms": round(median(one[0] for one in runs)),
            f"{name}_kb": round(median(one[1] for one in runs)),
        }
    return {"measurement": "first_page", "runs": RUNS, **found}


async def _opened(here: Site, path: str, selector: str, state: Any) -> tuple[float, float]:
    context = await here.browser.new_context(base_url=here.url, storage_state=state)
    page = await context.new_page()
    await page.add_init_script(INSTRUMENTS)
    gauge = await Gauge.of(page)
    await gauge.line(megabits=10, round_trip=40)
    await page.goto(path, wait_until="commit")
    took = await page.evaluate("selector => __usable(selector)", selector)
    loaded = await page.evaluate(
        "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0)"
    )
    await context.close()
    return took, loaded / 1000


async def journal(here: Site) -> dict[str, Any]:
    """Scrolling through a journal of 10,000 calls, its next pages, a filter, a search."""
    for number in range(CALLS):
        here.server.app.records.write(_call(number))
    await here.server.app.records.flush()
    page, gauge = await _watching(here)
    await page.goto("/journal?period=all")
    table = page.locator(".journal-table .table-scroll")
    await expect(table.locator("tbody tr").nth(5)).to_be_visible()
    await table.hover()
    scrolled = await gauge.during(
        lambda: paced(240, lambda _step: page.mouse.wheel(0, 400), hertz=40)
    )
    shown = int(await table.locator("table").get_attribute("aria-rowcount") or 0)
    filtered = await gauge.during(lambda: _filter(page))
    searched = await gauge.during(lambda: _search(page))
    return {
        "measurement": "journal",
        "calls": CALLS,
        "rows_reached": shown,
        "scrolling": scrolled,
        "filtering": filtered,
        "searching": searched,
        **await gauge.memory(),
    }


async def _filter(page: Page) -> None:
    async with page.expect_response(re.compile(r"/calls\?.*outcome")):
        await page.locator(".summary-chips .ant-tag-checkable").first.click()
    await page.wait_for_timeout(SETTLED)


async def _search(page: Page) -> None:
    async with page.expect_response(re.compile(r"/calls\?.*0009")):
        await page.locator(".filter-search input").press_sequentially("0009", delay=60)
    await page.wait_for_timeout(SETTLED)


async def _busy(here: Site) -> tuple[Page, Gauge, _Events]:
    """The page Live with its calls, and what makes more happen in them."""
    page, gauge = await _watching(here)
    await page.goto("/live")
    await expect(page.locator(".live-grid")).to_be_visible()
    events = _Events(here)
    events.begin()
    await expect(page.locator(".live-grid tbody tr").nth(TALKING)).to_be_visible()
    return page, gauge, events


async def live(here: Site) -> dict[str, Any]:
    """The page Live with 60 calls while 500 events a second arrive for ten seconds."""
    page, gauge, events = await _busy(here)
    before = await gauge.memory()
    await page.wait_for_timeout(SETTLED)
    found = await gauge.during(lambda: paced(RATE * SECONDS, events.next, hertz=RATE))
    drawn = await gauge.memory()
    again = await gauge.during(lambda: paced(RATE * SECONDS, events.next, hertz=RATE))
    return {
        "measurement": "live",
        "events_per_second": RATE,
        **found,
        "longest_task_later_ms": again["longest_task_ms"],
        "memory": [before, drawn, await gauge.memory()],
        "connection": await page.locator(".connection").get_attribute("class"),
    }


async def all_day(here: Site) -> dict[str, Any]:
    """Memory of the page Live, before and after each of the minutes of 500 events a second."""
    page, gauge, events = await _busy(here)
    memory = [await gauge.memory()]
    for _ in range(MINUTES):
        await paced(RATE * 60, events.next, hertz=RATE)
        memory.append(await gauge.memory())
    return {
        "measurement": "all_day",
        "events": RATE * 60 * MINUTES,
        "memory": memory,
        "connection": await page.locator(".connection").get_attribute("class"),
    }


class _Events:
    """What a busy company tells: calls that come, move, are answered and end; queues; people."""

    def __init__(self, here: Site) -> None:
        self._bus = here.server.app.events
        self._calls: list[str] = []
        self._made = 0

    def begin(self) -> None:
        """Bring the page to its load."""
        for _ in range(TALKING):
            self._start()
        for number in range(PEOPLE):
            self._person(number)

    async def next(self, number: int) -> None:
        """The next one."""
        kind = number % 10
        if kind == 0:
            self._end()
        elif kind == 1:
            self._start()
        elif kind == 2:
            self._queue(number)
        elif kind in (3, 4):
            self._person(number % PEOPLE)
        elif kind == 5:
            self._tell("call.answered", call=self._any(number), by="101")
        else:
            place = {"tree": "main", "node": "menu", "node_type": "menu"}
            self._tell("call.moved", call=self._any(number), since=_now(), **place)

    def _any(self, number: int) -> str:
        return self._calls[number % len(self._calls)]

    def _tell(self, kind: str, **data: object) -> None:
        self._bus.publish("daisy", kind, data)

    def _start(self) -> None:
        self._made += 1
        self._calls.append(f"{self._made:016x}")
        self._tell(
            "call.started",
            call=self._calls[-1],
            direction="inbound",
            caller=f"+7921{self._made:07}",
            caller_name="",
            called="+74950000001",
            number="+74950000001",
            trunk="carrier",
            revision=1,
            started=_now(),
        )

    def _end(self) -> None:
        self._tell("call.ended", call=self._calls.pop(0), outcome="answered")

    def _person(self, number: int) -> None:
        self._tell(
            "person.changed",
            extension=str(200 + number),
            name=f"Person {number}",
            queues=["sales"],
            registered=True,
            presence="ready",
            reason=None,
            reason_title=None,
            presence_since=_now(),
            presence_by="bench",
            activity=("idle", "ringing", "talking", "wrap_up")[self._made % 4],
            activity_since=_now(),
            calls=[],
        )

    def _queue(self, number: int) -> None:
        waiting = [
            {
                "call": f"{number}-{place}",
                "caller": f"+7921{number:07}",
                "caller_name": "",
                "place": place + 1,
                "since": _now(),
                "priority": 0,
                "rings": [],
            }
            for place in range(WAITING)
        ]
        self._tell(
            "queue.changed",
            name="sales",
            title="Sales",
            agents=["101", "102"],
            available=0,
            target={"percent": 80, "within": 20},
            waiting=waiting,
        )


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _with_big_tree() -> str:
    """Daisy with a tree of 300 nodes beside its own: menus that lead to three further ones each."""
    nodes: dict[str, Any] = {f"n{number}": _menu(number) for number in range(NODES - 1)}
    tree = {"start": "n0", "nodes": {**nodes, "bye": {"type": "hang_up"}}}
    # JSON is YAML, too.
    return DAISY.replace("\ntrees:\n", f"\ntrees:\n  big: {json.dumps(tree)}\n")


def _menu(number: int) -> dict[str, Any]:
    leads_to = (3 * number + key for key in (1, 2, 3))
    keys = {
        str(key): f"n{node}" if node < NODES - 1 else "bye" for key, node in enumerate(leads_to, 1)
    }
    return {
        "type": "menu",
        "prompt": f"Menu number {number}.",
        "choices": ["1", "2", "3"],
        "exits": {**keys, "no_input": "bye", "no_match": "bye"},
    }


async def editor(here: Site) -> dict[str, Any]:
    """Panning and dragging a node in a tree of 300 nodes: close by, and all of it in view."""
    await here.server.publish(_with_big_tree())
    page, gauge = await _watching(here)
    await page.goto("/trees?tree=big")
    await expect(page.locator(".node-card").first).to_be_visible()
    await page.wait_for_timeout(SETTLED)
    found: dict[str, Any] = {"measurement": "editor", "nodes": NODES}
    # The first one writes the place of every node into the document.
    for drop in ("first_drop", "later_drop"):
        found[drop] = await gauge.during(lambda: _drop(page))
    # As it is opened, farther away, and with all of it in view.
    for view, steps in (("close", 0), ("far", 4), ("whole", 6)):
        for _ in range(steps):
            await page.locator(".react-flow__controls button").nth(1).click()
            await page.wait_for_timeout(300)
        drawn = await page.locator(".node-card").count()
        panned = await gauge.during(lambda: _pan(page))
        dragged = await gauge.during(lambda: _drag(page))
        found[view] = {"nodes_drawn": drawn, "panning": panned, "dragging": dragged}
    return {**found, **await gauge.memory()}


async def _pan(page: Page) -> None:
    box = await page.locator(".react-flow__pane").bounding_box()
    assert box is not None
    x, y = box["x"] + 30, box["y"] + 30
    await page.mouse.move(x, y)
    await page.mouse.down()
    await paced(180, lambda step: page.mouse.move(x + _swing(step), y + _swing(step) / 2))
    await page.mouse.up()


async def _drop(page: Page) -> None:
    x, y = await _grasp(page)
    await page.mouse.move(x + 30, y + 30, steps=4)
    await page.wait_for_timeout(SETTLED)
    await page.mouse.up()
    await page.wait_for_timeout(SETTLED)


async def _grasp(page: Page) -> tuple[float, float]:
    """Take hold of a node; where."""
    head = page.locator(".node-card .node-head").first
    box = await head.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    return x, y


async def _drag(page: Page) -> None:
    x, y = await _grasp(page)
    await paced(180, lambda step: page.mouse.move(x + _swing(step) / 2, y + _swing(step) / 3))
    await page.mouse.up()


def _swing(step: int) -> float:
    """There and back again, 8 points a step."""
    return 8.0 * (step % 90 if step % 180 < 90 else 90 - step % 90)


async def jumps(here: Site) -> dict[str, Any]:
    """How much of each page jumps while it is opened on a slow line (cumulative layout shift)."""
    administrator, operator = await people(here, "daisy")
    worst: dict[str, Any] = {}
    for who, addresses in ((administrator, PAGES), (operator, OPERATORS)):
        page = await here.page(who)
        await page.add_init_script(INSTRUMENTS)
        gauge = await Gauge.of(page)
        await gauge.line(megabits=10, round_trip=40)
        for address in addresses:
            await visit(page, address)
            await page.wait_for_timeout(SETTLED)
            shift, moved = await gauge.shift()
            if shift > 0.001:
                worst[address] = [shift, moved[:6]]
    return {
        "measurement": "jumps",
        "pages": len(PAGES) + len(OPERATORS),
        "largest": max((one[0] for one in worst.values()), default=0.0),
        "that_jump": worst,
    }


async def _watching(here: Site) -> tuple[Page, Gauge]:
    """A page of an administrator with the instruments in it."""
    email, _ = await people(here, "daisy")
    page = await here.page(email)
    await page.add_init_script(INSTRUMENTS)
    return page, await Gauge.of(page)


MEASUREMENTS: dict[str, Callable[[Site], Awaitable[dict[str, Any]]]] = {
    one.__name__: one for one in (first_page, jumps, journal, live, all_day, editor)
}


async def main(names: list[str]) -> None:
    """Measure each on a server of its own."""
    for name in names or MEASUREMENTS:
        with tempfile.TemporaryDirectory(prefix="ringtree-bench-") as folder:
            async with site(Path(folder), DAISY, log_level="error") as here:
                found = await MEASUREMENTS[name](here)
                print(json.dumps({**found, **machine()}), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.panel", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(MEASUREMENTS))
    asked = parser.parse_args().names
    if unknown := set(asked) - MEASUREMENTS.keys():
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(asked))
