"""Whether anybody serves a queue: callers are let go once nobody has for long enough."""

from __future__ import annotations

from ringtree.queues.admission import anybody_counts
from ringtree.queues.agent import Agent, Presence
from ringtree.queues.callers import Callers
from ringtree.queues.entry import EntryInput, EntryKind
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.queue import Queue


def look_at_staff(floor: Floor, now: float) -> None:
    """Begin or end, where agents may have changed, the time after which callers are let go."""
    while floor.staffing:
        queue = floor.staffing.popitem()[0]
        settings, key = queue.settings, (Timer.DESERTED, queue.settings.key, "")
        if not _is_deserted(queue, now):
            floor.timers.cancel(key)
        elif floor.timers.at(key) is None:
            floor.timers.set(key, now + settings.leave_grace)


def let_go_if_deserted(queue: Queue, callers: Callers, now: float) -> None:
    """Nobody has served the queue for long enough: who waits on the line takes another exit."""
    if _is_deserted(queue, now):
        for entry in [one for one in queue.line if one.kind is EntryKind.CALLER]:
            callers.feed(entry, EntryInput.LET_GO, now, QueueOutcome.DESERTED)


def enter_queues(agent: Agent) -> None:
    """Count the agent among those on duty in each queue, with no arrears to make up for."""
    for queue in agent.queues:
        queue.standings[agent.extension].enter_among(
            queue.standings[one.extension]
            for one in queue.agents.values()
            if one is not agent and one.presence is not Presence.LOGGED_OUT
        )


def _is_deserted(queue: Queue, now: float) -> bool:
    unless = queue.settings.leave_when
    if not unless or not queue.line:
        return False
    return not anybody_counts(queue, unless, queue.line[0].since, now)
