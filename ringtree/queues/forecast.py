"""One imagined future of a few queues: who becomes free when, and takes whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from math import inf
from random import Random
from typing import NamedTuple


class Forecast(NamedTuple):
    """What is expected for each place of one queue, and one beyond the last."""

    until: float
    """How long the forecast may be used."""
    waits: tuple[float, ...]


class Waiting(NamedTuple):
    """Somebody in the line, in the order of waiting."""

    queue: str
    is_mine: bool
    """Whether it is the queue that the forecast is for."""
    impatience: float
    """How often per second such a caller gives up."""
    opens: Mapping[str, float]
    """After how many seconds an agent may serve the caller; not named: at once."""


class Server(NamedTuple):
    """An agent on duty."""

    extension: str
    queues: frozenset[str]
    free: float
    """Seconds until free at the earliest."""
    left: Sequence[float]
    """What may be left of the present conversation, one as probable as the other."""


def simulate(
    servers: Sequence[Server],
    line: Sequence[Waiting],
    handling: Mapping[str, Sequence[float]],
    dice: Random,
) -> list[float]:
    """When each caller of mine would be served if he stayed, in seconds; infinity: by nobody."""
    starts = [inf] * len(line)
    patience = [dice.expovariate(one.impatience) if one.impatience else inf for one in line]
    todo = _by_queue(line)
    free = [
        (one.free + (_one_of(one.left, dice) if one.left else 0.0), i)
        for i, one in enumerate(servers)
    ]
    heapify(free)
    mine = sum(one.is_mine for one in line)
    while free and mine:
        at, index = free[0]
        found, again = _next(servers[index], line, todo, at)
        if found is not None:
            queue = line[found].queue
            todo[queue].remove(found)
            starts[found] = at
            mine -= line[found].is_mine
            # Who has given up by then takes nobody's time; his own wait is told as if he stayed.
            busy = 0.0 if patience[found] < at else _one_of(handling[queue], dice)
            heapreplace(free, (at + busy, index))
        elif again < inf:
            heapreplace(free, (again, index))
        else:
            heappop(free)
    return [start for start, one in zip(starts, line, strict=True) if one.is_mine]


def _by_queue(line: Sequence[Waiting]) -> dict[str, list[int]]:
    """The indexes of those who wait, in their order, by queue."""
    found: dict[str, list[int]] = {}
    for index, one in enumerate(line):
        found.setdefault(one.queue, []).append(index)
    return found


def _one_of(times: Sequence[float], dice: Random) -> float:
    """One as probable as the other; `choice` takes three times as long to be fair to a bit."""
    return times[int(dice.random() * len(times))]


def _next(
    server: Server, line: Sequence[Waiting], todo: Mapping[str, Sequence[int]], at: float
) -> tuple[int | None, float]:
    """The first whom the agent may serve now, or when there will be one."""
    first, again = len(line), inf
    for queue in server.queues:
        for index in todo.get(queue, ()):
            if index > first:
                break
            opens = line[index].opens.get(server.extension, 0.0) if line[index].opens else 0.0
            if opens <= at:
                first = index
                break
            again = min(again, opens)
    return (None, again) if first == len(line) else (first, at)
