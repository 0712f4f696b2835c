"""What goes on in a company's queues as plain JSON values, for whoever looks from outside.

It is kept beside what must not be forgotten, and nothing is ever restored from it. Times are of
the clock that the engine is driven by.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from ringtree.queues.agent import Activity, Agent, Line
from ringtree.queues.entry import Entry, EntryKind
from ringtree.queues.floor import Floor
from ringtree.queues.queue import Queue

#: Of no more callers of one queue is each told; all are counted.
MOST_CALLERS = 100


def look(floor: Floor) -> dict[str, Any]:
    """Every queue with who waits in it, and everybody who serves one."""
    return {
        "queues": {key: _queue(queue) for key, queue in floor.queues.items()},
        "agents": [_agent(agent) for agent in floor.agents.values() if agent.queues],
    }


def _queue(queue: Queue) -> dict[str, Any]:
    back = sum(entry.kind is EntryKind.PLACEHOLDER for entry in queue.line)
    return {
        "waiting": len(queue.line) - back,
        "callbacks": back,
        "since": min((one.since for one in queue.line if _is_caller(one)), default=None),
        "available": len(queue.available),
        "callers": [_caller(entry) for entry in islice(queue.line, MOST_CALLERS)],
    }


def _is_caller(entry: Entry) -> bool:
    return entry.kind is EntryKind.CALLER


def _caller(entry: Entry) -> dict[str, Any]:
    return {
        "entry_id": entry.entry_id,
        "kind": entry.kind.value,
        "state": entry.state.value,
        "caller": entry.caller,
        "priority": entry.needs.priority,
        "since": entry.since,
        "postponed": entry.postponed,
        "rings": list(entry.offer.ringing) if entry.offer is not None else [],
    }


def _agent(agent: Agent) -> dict[str, Any]:
    is_busy = agent.activity is Activity.IDLE and agent.line is Line.TAKEN
    is_idle = agent.activity is Activity.IDLE and not is_busy
    since = agent.idle_since if is_idle else agent.activity_since
    return {
        "extension": agent.extension,
        "queues": [queue.settings.key for queue in agent.queues],
        "presence": agent.presence.value,
        "reason": agent.detail,
        "presence_since": agent.presence_since,
        "activity": "busy" if is_busy else agent.activity.value,
        "activity_since": agent.line_since if is_busy else since,
        "until": agent.wrap_up_until if agent.activity is Activity.WRAP_UP else None,
        "is_reachable": agent.reachable,
        "is_available": agent.is_available,
    }
