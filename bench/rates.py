"""The two kinds of measurement that sipp serves: cost at a steady rate, and the highest rate."""

from __future__ import annotations

import statistics
from collections.abc import Callable

from bench.sipp import Load

#: Offers that many units a second for that many seconds.
Offer = Callable[[float, float], Load]

_MOST_STEPS = 10


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
        "waited_for_a_core_percent": median(lambda load: load.waited_share * load.wanted / 10),
        "cpu_ms_each_run": [round(1000 * load.cpu.total / load.wanted, 3) for load in loads],
    }


def highest(offer: Offer, *, start: float, step: float, seconds: float) -> dict[str, object]:
    """The highest rate at which 99.9 % succeed and no backlog grows; a rate may fail once.

    What counts is what was finished per second, not what was offered. `limited_by_sipp` says that
    sipp itself was short of time where the server seemed to fail.
    """
    rate = start
    best: Load | None = None
    limit: Load | None = None
    for _ in range(_MOST_STEPS):
        load = offer(rate, seconds)
        if not load.succeeded:
            load = offer(rate, seconds)
        if not load.succeeded:
            limit = load
            break
        best, rate = load, round(rate * step)
    return {**_reached(best), **_failed(limit)}


def _reached(load: Load | None) -> dict[str, object]:
    if load is None:
        return {"highest_rate": 0}
    return {
        "highest_rate": round(load.finished),
        "cpu_ms_there": round(1000 * load.cpu.total / load.wanted, 3),
        "control_core_percent_there": round(100 * load.cpu.control / load.elapsed),
        "worker_core_percent_there": round(100 * load.cpu.worker / load.elapsed),
    }


def _failed(load: Load | None) -> dict[str, object]:
    if load is None:
        return {"failed_at": None, "limited_by_sipp": False}
    return {
        "failed_at": load.rate,
        "successful_percent_at_failure": round(100 * load.successful / load.wanted, 2),
        "finished_per_second_at_failure": round(load.finished),
        "retransmissions_at_failure": load.retransmissions,
        "waited_for_a_core_percent": round(100 * load.waited_share),
        "sipp_exit": load.sipp_exit,
        "limited_by_sipp": load.limited_by_sipp,
    }
