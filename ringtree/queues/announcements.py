"""Telling callers where they are: on joining, on change, every so often, and never too often.

A change that comes within the interval is not lost: the place as it is then is told when the
interval is over. A place that became worse (somebody of higher priority joined) is not told, and
an estimated wait never rises aloud. A caller for whom phones ring is left in peace: if nobody
answers, what there is to tell is told then.
"""

from __future__ import annotations

from math import inf
from random import Random

from ringtree.queues.decisions import Announce, Remind
from ringtree.queues.entry import Entry, EntryKind, EntryState
from ringtree.queues.estimates import Estimates
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.promise import promise
from ringtree.queues.queue import Queue


def tell_joined(floor: Floor, now: float) -> None:
    """Tell those who have just joined and for whom no phone rings yet."""
    while floor.joining:
        entry = floor.joining.pop(0)
        if entry.state is EntryState.LEFT or entry.kind is EntryKind.PLACEHOLDER:
            continue
        settings = entry.queue.settings
        if settings.periodic:
            entry.periodic_at = now + settings.periodic_every
        if _listens(entry):
            _tell(floor, entry, entry.queue.place_of(entry), now)
        arm(floor, entry, now)


def tell_moved(floor: Floor, queue: Queue, now: float) -> None:
    """Tell those who moved up since the last time and may be told now; the rest when due."""
    start, queue.moved_from = queue.moved_from, inf
    if start == inf or not queue.settings.announce_place:
        return
    key = (Timer.ANNOUNCE, queue.settings.key, "")
    due = floor.timers.at(key) or inf
    for index in range(int(start), len(queue.line)):
        entry = queue.line[index]
        if not _is_news(entry, index + 1) or not _listens(entry):
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


def speak_due(floor: Floor, entry: Entry, now: float) -> None:
    """Tell again what has not changed, or play a periodic announcement."""
    if not _listens(entry):
        return  # `resume` takes it up.
    place = entry.queue.place_of(entry)
    if entry.place_at is not None and entry.place_at <= now:
        _tell(floor, entry, place, now)
    if entry.periodic_at is not None and entry.periodic_at <= now:
        entry.periodic_at = now + entry.queue.settings.periodic_every
        if place > 1 or entry.queue.settings.periodic_to_first:
            _remind(floor, entry)
    arm(floor, entry, now)


def resume(floor: Floor, entry: Entry, now: float) -> None:
    """Nobody answered: tell what was held back while phones rang."""
    queue = entry.queue
    if entry.kind is EntryKind.PLACEHOLDER or not queue.is_open:
        return
    queue.moved_from = min(queue.moved_from, queue.place_of(entry) - 1)
    floor.moved[queue] = None
    arm(floor, entry, now)


def arm(floor: Floor, entry: Entry, now: float) -> None:
    """Set the moment at which the caller is spoken to next."""
    settings, key = entry.queue.settings, (Timer.SPEAK, entry.entry_id, "")
    if settings.announce_every is None:
        entry.place_at = None
    elif entry.place_at is None:
        entry.place_at = now + settings.announce_every
    if not settings.periodic:
        entry.periodic_at = None
    elif entry.periodic_at is None:
        entry.periodic_at = now + settings.periodic_every
    due = min((at for at in (entry.place_at, entry.periodic_at) if at is not None), default=None)
    if due is None:
        floor.timers.cancel(key)
    else:
        floor.timers.set(key, max(due, now))


def _listens(entry: Entry) -> bool:
    return entry.state is EntryState.WAITING and entry.kind is EntryKind.CALLER


def _is_news(entry: Entry, place: int) -> bool:
    """Whether the place is better than what was told: among the many ahead all are alike."""
    if entry.said is None:
        return True
    limit = entry.queue.settings.announce_limit
    return place < entry.said and (place - 1 <= limit or entry.said - 1 <= limit)


def _tell(floor: Floor, entry: Entry, place: int, now: float) -> None:
    settings = entry.queue.settings
    if settings.announce_every is not None:
        entry.place_at = now + settings.announce_every
    wait = _wait(floor, entry, now)
    is_kept, entry.is_kept = entry.is_kept, False
    if not settings.announce_place:
        if wait is not None or is_kept:
            floor.decisions.append(Announce(entry.entry_id, None, None, wait, is_kept))
        return
    many = settings.announce_limit if place - 1 > settings.announce_limit else None
    entry.said = place if entry.said is None else min(entry.said, place)
    entry.announce_after = now + settings.announce_interval
    floor.decisions.append(Announce(entry.entry_id, place, many, wait, is_kept))


def _wait(floor: Floor, entry: Entry, now: float) -> int | None:
    if not entry.queue.settings.announce_wait:
        return None
    return promise(entry, Estimates(floor, now).of_entry(entry), now)


def _remind(floor: Floor, entry: Entry) -> None:
    settings = entry.queue.settings
    turn, index = divmod(entry.reminded, settings.periodic)
    if settings.periodic_shuffled:
        order = list(range(settings.periodic))
        Random(floor.chance(entry.number, turn)).shuffle(order)
        index = order[index]
    entry.reminded += 1
    floor.decisions.append(Remind(entry.entry_id, index))
