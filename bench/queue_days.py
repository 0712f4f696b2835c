"""Ten thousand callers and the real queue engine: how honest estimates are, and whether it waits
as the theory says.

    python -m bench.queue_days [--callers 10000]

Honesty: of those answered who were told a wait on joining, how many were answered within it, and
how many times the real median the told median is. Theory: the mean wait of one group that is rung
in order, with times without memory, against Erlang C. One JSON object on a line of its own for
each, with the CPU time that a caller's whole stay takes the engine and the day around it.
"""

from __future__ import annotations

import argparse
import json
from statistics import fmean
from time import process_time

from ringtree.queues.settings import QueueSettings, Terms
from ringtree.replay.erlang import erlang_c
from tests.unit.queues.simulated_day import (
    Guest,
    Habits,
    SimulatedDay,
    exponential,
    honesty,
    usual_talk,
)

SEED = 3


def queue(key: str, first: int, agents: int, **settings) -> QueueSettings:
    names = tuple(f"{first + number}" for number in range(agents))
    return QueueSettings(
        key=key, agents=names, max_wait=None, announce_wait=True, wrap_up=15, **settings
    )


def habits(between: float, patience: float = 600.0, **more) -> Habits:
    return Habits(between=between, patience=patience, **{"talk": usual_talk, "pickup": 4.0, **more})


SECOND = {f"{100 + number}": Terms(tier=2) for number in range(6, 10)}
DAYS = {
    "busy": ([queue("q", 100, 10)], habits(20.0, patience=1e9)),
    "overloaded": ([queue("q", 100, 10)], habits(14.0, patience=400.0)),
    "memoryless talk": (
        [queue("q", 100, 10)],
        habits(21.0, talk=lambda dice: exponential(180.0, dice)),
    ),
    "two agents": ([queue("q", 100, 2)], habits(90.0)),
    "tiers": ([queue("q", 100, 10, terms=SECOND, tiers={2: 60})], habits(18.0)),
    "shared agents": (
        [queue("a", 100, 8), queue("b", 104, 8, head_start=60)],
        habits(16.0),
    ),
}


def measured(day: SimulatedDay, callers: int) -> tuple[list[Guest], float]:
    started = process_time()
    guests = day.run(callers)
    return guests, 1e6 * (process_time() - started) / callers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--callers", type=int, default=10_000)
    callers = parser.parse_args().callers
    for name, (queues, people) in DAYS.items():
        guests, cpu = measured(SimulatedDay(queues, people, seed=SEED), callers)
        found = honesty(guests)
        result = {
            "bench": "queue_honesty",
            "day": name,
            "callers": callers,
            "told": found.told,
            "answered_within_told": round(found.within, 3),
            "median_told_s": round(found.median_told),
            "median_waited_s": round(found.median_waited),
            "exaggeration": round(found.exaggeration, 2),
            "cpu_us_per_caller": round(cpu),
        }
        print(json.dumps(result), flush=True)
    for agents, load in ((1, 0.7), (5, 4.0), (20, 18.0)):
        talk = 120.0
        people = Habits(between=talk / load, talk=lambda dice: exponential(120.0, dice))
        settings = QueueSettings(
            key="q",
            agents=tuple(f"{100 + number}" for number in range(agents)),
            max_wait=None,
            wrap_up=0,
            announce_place=False,
        )
        guests, cpu = measured(SimulatedDay([settings], people, seed=SEED), callers)
        expected = erlang_c(load, agents) * talk / (agents - load)
        result = {
            "bench": "queue_erlang",
            "agents": agents,
            "erlangs": load,
            "mean_wait_s": round(fmean(guest.waited or 0.0 for guest in guests), 1),
            "erlang_c_s": round(expected, 1),
            "cpu_us_per_caller": round(cpu),
        }
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
