"""Agents and callers as they are at the moment, for whoever shows or checks them."""

from __future__ import annotations

from typing import NamedTuple

from ringtree.queues.agent import Activity, Agent, Line, Presence
from ringtree.queues.entry import Entry, EntryKind, EntryState
from ringtree.queues.floor import Floor


class AgentView(NamedTuple):
    """One agent. Times are of the engine's clock."""

    extension: str
    queues: tuple[str, ...]
    presence: Presence
    reason: str | None
    presence_since: float
    activity: Activity
    activity_since: float
    wrap_up_until: float | None
    is_taken: bool
    """Whether any call has the extension."""
    is_reachable: bool
    is_available: bool
    entry_id: str | None
    """The caller whom the agent rings for or talks with."""


class EntryView(NamedTuple):
    """One caller, or placeholder. Times are of the engine's clock."""

    entry_id: str
    queue: str
    kind: EntryKind
    state: EntryState
    place: int | None
    """1 is next; None: claimed or connected."""
    caller: str | None
    priority: int
    since: float
    joined: float
    ringing: tuple[str, ...]
    agent: str | None
    """Who has won."""
    postponed: float | None


def agents(floor: Floor) -> tuple[AgentView, ...]:
    """Every agent who serves a queue."""
    return tuple(_agent(agent) for agent in floor.agents.values() if agent.queues)


def entries(floor: Floor) -> tuple[EntryView, ...]:
    """Everybody who is in a queue, in the order of joining."""
    return tuple(_entry(entry) for entry in floor.entries.values())


def _agent(agent: Agent) -> AgentView:
    return AgentView(
        agent.extension,
        tuple(queue.settings.key for queue in agent.queues),
        agent.presence,
        agent.detail,
        agent.presence_since,
        agent.activity,
        agent.activity_since,
        agent.wrap_up_until if agent.activity is Activity.WRAP_UP else None,
        agent.line is Line.TAKEN,
        agent.reachable,
        agent.is_available,
        agent.offer.entry.entry_id if agent.offer is not None else None,
    )


def _entry(entry: Entry) -> EntryView:
    queue, offer = entry.queue, entry.offer
    return EntryView(
        entry.entry_id,
        queue.settings.key,
        entry.kind,
        entry.state,
        None if queue.line_is_without(entry) else queue.place_of(entry),
        entry.caller,
        entry.needs.priority,
        entry.since,
        entry.joined,
        tuple(offer.ringing) if offer is not None else (),
        offer.winner.extension if offer is not None and offer.winner is not None else None,
        entry.postponed,
    )
