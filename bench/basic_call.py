"""A call from the trunk to a telephone: INVITE, 180, 200, ACK, BYE through the B2BUA.

A tree with one node rings the person; both legs get their media ports; no RTP flows; the call's
record and trace are written.
"""

from __future__ import annotations

from bench import sipp
from bench.rates import cost, highest
from bench.server import Site

RATE = 50.0


def measure(place: Site) -> dict[str, object]:
    """CPU per call at a steady rate, then the highest rate."""
    with place.serving() as server, sipp.phones(place):

        def offer(rate: float, seconds: float) -> sipp.Load:
            return sipp.call(place, server, rate=rate, seconds=seconds)

        steady = cost(offer, rate=RATE, seconds=6.0, runs=5)
        return {**steady, **highest(offer, start=100.0, step=1.25, seconds=6.0)}
