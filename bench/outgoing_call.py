"""What a call to the outside costs beside one to a colleague: `python -m bench.outgoing_call`.

The same employees dial, challenged once each time; the number is a colleague's internal one or one
of the public network, which is checked against permissions and limits, routed and sent over the
trunk. Both kinds are measured in turn on one server, so that a slow minute spoils both alike.
"""

from __future__ import annotations

import json
from statistics import median

from bench import sipp
from bench.company import CALLED
from bench.server import Server, Site, site

RATE, SECONDS, RUNS = 25.0, 8.0, 5
OUTSIDE = tuple(f"+7916000{index:04}" for index in range(600))


def measure(place: Site) -> dict[str, object]:
    """CPU per call of either kind, and what the way out costs more."""
    inside: list[float] = []
    outside: list[float] = []
    with place.serving() as server, sipp.phones(place), sipp.carrier(place):
        for _ in range(RUNS):
            inside.append(_per_call(place, server, CALLED))
            outside.append(_per_call(place, server, OUTSIDE))
    found = {
        "inside_ms": round(median(inside), 3),
        "outside_ms": round(median(outside), 3),
    }
    return {**found, "ratio": round(found["outside_ms"] / found["inside_ms"], 3)}


def _per_call(place: Site, server: Server, numbers: tuple[str, ...]) -> float:
    """Milliseconds for each call of one run.

    Raises:
        RuntimeError: calls failed, so that the figure would mean nothing.
    """
    load = sipp.dial(place, server, numbers, rate=RATE, seconds=SECONDS)
    if load.successful < load.wanted * 0.99:
        raise RuntimeError(f"{load.failed} of {load.wanted} calls failed")
    return load.cpu.total / load.successful * 1000


if __name__ == "__main__":
    with site() as place:
        print(json.dumps(measure(place)))
