"""Who is offered next: waiting callers in their order, across the queues that changed."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from operator import attrgetter

from ringtree.queues.entry import Entry
from ringtree.queues.floor import Floor
from ringtree.queues.offering import Offering
from ringtree.queues.queue import Queue

_by_key = attrgetter("key")


def distribute(floor: Floor, offering: Offering, now: float) -> None:
    """Offer every caller who can be offered; then let waves that ring take in who is left.

    An agent who serves several queues goes to the caller first in order among all of them.
    """
    while floor.stirred:
        queues = [queue for queue in floor.stirred if queue.available and queue.has_waiting]
        floor.stirred.clear()
        for entry in _in_order(queues):
            if entry.queue.available:
                offering.start(entry, now)
            elif not any(queue.available for queue in queues):
                break
    _grow(floor, offering, now)


def _in_order(queues: list[Queue]) -> Iterator[Entry]:
    if len(queues) == 1:
        return queues[0].unoffered()
    return merge(*(queue.unoffered() for queue in queues), key=_by_key)


def _grow(floor: Floor, offering: Offering, now: float) -> None:
    for agent in floor.freed:
        if agent.is_available:
            offering.grow(agent, now)
    floor.freed.clear()
