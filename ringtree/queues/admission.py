"""The rules by which a queue takes nobody, and by which it lets go those who wait."""

from __future__ import annotations

from ringtree.queues.agent import Activity, Agent, Line, Presence
from ringtree.queues.eligibility import tier_is_open
from ringtree.queues.entry import Entry, EntryKind
from ringtree.queues.estimates import Estimates
from ringtree.queues.floor import Floor
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.queue import Queue
from ringtree.queues.settings import Absence


def reason_to_refuse(floor: Floor, entry: Entry, now: float) -> QueueOutcome | None:
    """Why this caller may not join, looked at before he does; None: welcome.

    A placeholder is welcome always: that the queue is full is why its caller wants to be called.
    """
    queue, settings = entry.queue, entry.queue.settings
    if entry.kind is EntryKind.PLACEHOLDER:
        return None
    if settings.join_unless and not anybody_counts(queue, settings.join_unless, now, now):
        return QueueOutcome.NOBODY
    if settings.max_waiting is not None and len(queue.line) >= settings.max_waiting:
        return QueueOutcome.FULL
    if not queue.line:
        return None  # Whoever finds the queue empty may wait, however long it takes.
    if _is_crowded(queue):
        return QueueOutcome.CROWDED
    if settings.max_estimate is not None:
        estimate = Estimates(floor, now).of_place(queue, queue.place_for(entry.needs.priority, now))
        if estimate is not None and estimate > settings.max_estimate:
            return QueueOutcome.LONG_WAIT
    return None


def _is_crowded(queue: Queue) -> bool:
    limit = queue.settings.max_per_agent
    if limit is None:
        return False
    on_duty = sum(agent.is_on_duty for agent in queue.agents.values())
    return (len(queue.line) + 1) > limit * on_duty


def anybody_counts(queue: Queue, unless: frozenset[Absence], since: float, now: float) -> bool:
    """Whether an agent of the queue is in none of these for who waits since then."""
    return any(not (absences(agent, queue, since, now) & unless) for agent in queue.agents.values())


def absences(agent: Agent, queue: Queue, since: float, now: float) -> frozenset[Absence]:
    """Everything that keeps an agent from the queue's callers at the moment."""
    tier = queue.settings.terms_of(agent.extension).tier
    is_busy = agent.activity in _BUSY or agent.line is Line.TAKEN
    facts = {
        Absence.LOGGED_OUT: agent.presence is Presence.LOGGED_OUT,
        Absence.NOT_READY: agent.presence is Presence.NOT_READY,
        Absence.UNREACHABLE: not agent.reachable,
        Absence.BUSY: is_busy,
        Absence.WRAP_UP: agent.activity is Activity.WRAP_UP,
        Absence.TIER: not tier_is_open(queue, tier, since, now),
    }
    return frozenset(absence for absence, holds in facts.items() if holds)


_BUSY = frozenset({Activity.RINGING, Activity.TALKING})
