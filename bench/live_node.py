"""CPU of a live node beyond its media: the live calls' runner, trace and `LiveCall`, without audio.

    python -m bench.live_node [--runs 5]

A call walks a chain of 200 nodes that ask, set and choose. Prints one JSON object: the median of
the runs, on process time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import statistics
import time
from time import process_time
from types import SimpleNamespace
from typing import Any, cast

import ringtree.flows.nodes  # noqa: F401 - registers the node types
from ringtree.company.model import Company
from ringtree.flows.live import LiveCall
from ringtree.flows.runner import FlowLimits, FlowRunner
from ringtree.flows.trace import FlowTrace
from ringtree.flows.world import World

NODES = 200
KINDS: tuple[dict[str, Any], ...] = (
    {"type": "hours", "schedule": "office"},
    {"type": "caller", "rules": {"vip": {"lists": "vip"}}},
    {"type": "set", "tags": "seen", "note": "from {caller}"},
    {"type": "language", "language": "en"},
    {"type": "split", "ways": {"a": 50, "b": 50}},
)
_EXITS = (("open", "closed"), ("vip", "other"), ("next",), ("next",), ("a", "b"))


def company() -> Company:
    """One tree, in which every exit leads to the next node."""
    nodes: dict[str, Any] = {
        f"n{n}": {
            **KINDS[n % len(KINDS)],
            "exits": dict.fromkeys(_EXITS[n % len(KINDS)], f"n{n + 1}"),
        }
        for n in range(NODES)
    }
    nodes[f"n{NODES}"] = {"type": "hang_up"}
    return Company.model_validate(
        {
            "code": "chain",
            "name": "Chain",
            "language": "ru",
            "timezone": "Europe/Moscow",
            "schedules": {"office": {"weekly": {"monday..friday": "09:00-18:00"}}},
            "lists": {"vip": {"numbers": ["+79215550000"]}},
            "trees": {"main": {"start": "n0", "nodes": nodes}},
        }
    )


async def walk(chain: Company) -> float:
    """Seconds of CPU for each node of one walk."""
    call = SimpleNamespace(
        id="bench",
        gone=None,
        snapshot=SimpleNamespace(company=chain, code=chain.code),
        presentation=SimpleNamespace(number="+79210000001", display=""),
        end=lambda _cause: None,
    )
    trace = FlowTrace(time.monotonic)
    live = LiveCall(
        cast(Any, call),
        cast(Any, None),
        trace,
        called="+74950000001",
        language="ru",
        world=World(),
    )
    limits = FlowLimits(hops=10 * NODES, quick_hops=10 * NODES)
    runner = FlowRunner(chain.trees["main"], live, trace, clock=time.monotonic, limits=limits)
    began = process_time()
    result = await runner.run()
    spent = process_time() - began
    assert result.hops == NODES + 1, result
    return spent / result.hops


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=50)
    chain = company()
    runs = [asyncio.run(walk(chain)) for _ in range(parser.parse_args().runs)]
    body = {"ms_per_node": round(statistics.median(runs) * 1000, 4), "nodes": NODES}
    print(json.dumps({"bench": "live_node", "machine": platform.node(), **body}))


if __name__ == "__main__":
    main()
