"""An authenticated registration: REGISTER, 401, REGISTER with the digest, 200; stored."""

from __future__ import annotations

from bench import sipp
from bench.rates import cost, highest
from bench.server import Site

RATE = 200.0


def measure(place: Site) -> dict[str, object]:
    """CPU per registration at a steady rate, then the highest rate."""
    with place.serving() as server:

        def offer(rate: float, seconds: float) -> sipp.Load:
            return sipp.register(place, server, rate=rate, seconds=seconds)

        steady = cost(offer, rate=RATE, seconds=4.0, runs=5)
        return {**steady, **highest(offer, start=500.0, step=1.25, seconds=5.0)}
