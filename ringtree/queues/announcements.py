"""Telling callers their places: on joining and when the place has improved, but not too often.

A change that comes within the interval is not lost: the place as it is then is told when the
interval is over. A place that became worse (somebody of higher priority joined) is not told.
"""

from __future__ import annotations

from math import inf

from ringtree.queues.decisions import Announce
from ringtree.queues.entry import Entry
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.queue import Queue


def welcome(floor: Floor, entry: Entry, now: float) -> None:
    """Tell a caller who has just joined."""
    if entry.queue.settings.announce_place:
        _tell(floor, entry, entry.queue.place_of(entry), now)


def tell_moved(floor: Floor, queue: Queue, now: float) -> None:
    """Tell those who moved up since the last time and may be told now; the rest when due."""
    start, queue.moved_from = queue.moved_from, inf
    if start == inf or not queue.settings.announce_place:
        return
    key = (Timer.ANNOUNCE, queue.settings.key, "")
    due = floor.timers.at(key) or inf
    for index in range(int(start), len(queue.line)):
        entry = queue.line[index]
        if entry.said is not None and entry.said <= index + 1:
            continue
        if entry.announce_after <= now:
            _tell(floor, entry, index + 1, now)
        elif entry.announce_after < due:
            due = entry.announce_after
            floor.timers.set(key, due)


def tell_due(floor: Floor, queue: Queue, now: float) -> None:
    """An interval is over: tell whoever has been waiting for that."""
    queue.moved_from = 0
    tell_moved(floor, queue, now)


def _tell(floor: Floor, entry: Entry, place: int, now: float) -> None:
    entry.said = place
    entry.announce_after = now + entry.queue.settings.announce_interval
    floor.decisions.append(Announce(entry.entry_id, place))
