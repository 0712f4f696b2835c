"""One imagined future of a few queues: who becomes free when, and takes whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
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
    todo = list(range(len(line)))
    free = [
        (one.free + (_one_of(one.left, dice) if one.left else 0.0), i)
        for i, one in enumerate(servers)
    ]
    heapify(free)
    mine = sum(one.is_mine for one in line)
    while todo and free and mine:
        at, index = heappop(free)
        server = servers[index]
        found, again = _next(server, line, todo, at)
        if found is None:
            if again < inf:
                heappush(free, (again, index))
            continue
        todo.remove(found)
        starts[found] = at
        mine -= line[found].is_mine
        # Who has given up by then takes nobody's time; his own wait is told as if he stayed.
        busy = 0.0 if patience[found] < at else _one_of(handling[line[found].queue], dice)
        heappush(free, (at + busy, index))
    return [start for start, one in zip(starts, line, strict=True) if one.is_mine]


def _one_of(times: Sequence[float], dice: Random) -> float:
    """One as probable as the other: `choice` takes three times as long to be exact to 2⁻⁵³."""
    return times[int(dice.random() * len(times))]


def _next(
    server: Server, line: Sequence[Waiting], todo: Sequence[int], at: float
) -> tuple[int | None, float]:
    """The first whom the agent may serve now, or when there will be one."""
    again = inf
    for index in todo:
        one = line[index]
        if one.queue not in server.queues:
            continue
        opens = one.opens.get(server.extension, 0.0)
        if opens <= at:
            return index, at
        again = min(again, opens)
    return None, again
