"""The two kinds of measurement that sipp serves: cost at a steady rate, and the highest rate."""

from __future__ import annotations

import statistics
from collections.abc import Callable

from bench.sipp import Load

#: Offers that many units a second for that many seconds.
Offer = Callable[[float, float], Load]


def cost(offer: Offer, *, rate: float, seconds: float, runs: int) -> dict[str, object]:
    """CPU milliseconds per unit: the median of several runs of a server that is warm."""
    offer(rate, 3.0)
    loads = [offer(rate, seconds) for _ in range(runs)]

    def median(part: Callable[[Load], float]) -> float:
        return round(statistics.median(1000 * part(load) / load.wanted for load in loads), 3)

    return {
        "rate": rate,
        "runs": runs,
        "units": sum(load.wanted for load in loads),
        "failed": sum(load.wanted - load.successful for load in loads),
        "retransmissions": sum(load.retransmissions for load in loads),
        "cpu_ms": median(lambda load: load.cpu.total),
        "control_ms": median(lambda load: load.cpu.control),
        "storage_threads_ms": median(lambda load: load.cpu.storage),
        "worker_ms": median(lambda load: load.cpu.worker),
        "cpu_ms_each_run": [round(1000 * load.cpu.total / load.wanted, 3) for load in loads],
    }


def highest(offer: Offer, *, start: float, step: float, seconds: float) -> dict[str, object]:
    """The highest rate at which 99.9 % succeed in time; a rate may fail once.

    `limited_by_sipp` says that sipp itself was short of time where the server seemed to fail.
    """
    reached, rate = 0.0, start
    limit: Load | None = None
    for _ in range(12):
        load = offer(rate, seconds)
        if not load.succeeded:
            load = offer(rate, seconds)
        if not load.succeeded:
            limit = load
            break
        reached, rate = rate, round(rate * step)
    return {
        "highest_rate": reached,
        "failed_at": rate if limit else None,
        "successful_there_percent": round(100 * limit.successful / limit.wanted, 2)
        if limit
        else None,
        "limited_by_sipp": limit.limited_by_sipp if limit else False,
    }
