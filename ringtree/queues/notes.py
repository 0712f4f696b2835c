"""Why each agent of a queue was or was not chosen for an offer."""

from __future__ import annotations

from collections.abc import Callable, Container

from ringtree.queues.agent import Activity, Agent, Line, Presence
from ringtree.queues.candidate import CandidateNote, Reason
from ringtree.queues.eligibility import Acquaintance, barrier
from ringtree.queues.entry import Entry
from ringtree.queues.offer import Offer


def notes(
    offer: Offer, chosen: Container[str], known: Acquaintance, now: float
) -> tuple[CandidateNote, ...]:
    """One note for each agent of the queue, in the configured order, before any is rung."""
    entry = offer.entry
    return tuple(_note(agent, entry, chosen, known, now) for agent in entry.queue.agents.values())


def _note(
    agent: Agent, entry: Entry, chosen: Container[str], known: Acquaintance, now: float
) -> CandidateNote:
    if agent.extension in chosen:
        return _chosen(agent, entry, now)
    if agent.activity is not Activity.IDLE:
        return _ACTIVITY[agent.activity](agent, entry, now)
    if agent.presence is not Presence.READY or agent.line is Line.TAKEN or not agent.reachable:
        return _absent(agent, now)
    return _spared(agent, entry, known, now)


def _chosen(agent: Agent, entry: Entry, now: float) -> CandidateNote:
    queue = entry.queue
    measure = queue.strategy.measure
    value = None if measure is None else float(measure(queue.candidate(agent)))
    idle, strategy = _idle(agent, now), queue.strategy.name
    return CandidateNote(agent.extension, Reason.CHOSEN, idle, strategy, value)


def _idle(agent: Agent, now: float) -> float | None:
    return None if agent.idle_since is None else now - agent.idle_since


def _ringing(agent: Agent, entry: Entry, now: float) -> CandidateNote:
    here = agent.offer is entry.offer
    reason = Reason.RINGING_HERE if here else Reason.RINGING
    return CandidateNote(agent.extension, reason, now - agent.activity_since)


def _talking(agent: Agent, entry: Entry, now: float) -> CandidateNote:
    return CandidateNote(agent.extension, Reason.TALKING, now - agent.activity_since)


def _wrapping_up(agent: Agent, entry: Entry, now: float) -> CandidateNote:
    return CandidateNote(agent.extension, Reason.WRAP_UP, max(0.0, agent.wrap_up_until - now))


_ACTIVITY: dict[Activity, Callable[[Agent, Entry, float], CandidateNote]] = {
    Activity.RINGING: _ringing,
    Activity.TALKING: _talking,
    Activity.WRAP_UP: _wrapping_up,
}


def _absent(agent: Agent, now: float) -> CandidateNote:
    extension = agent.extension
    if agent.presence is Presence.LOGGED_OUT:
        return CandidateNote(extension, Reason.LOGGED_OUT)
    if agent.presence is Presence.NOT_READY:
        away = now - agent.presence_since
        return CandidateNote(extension, Reason.NOT_READY, away, agent.detail)
    if agent.line is Line.TAKEN:
        return CandidateNote(extension, Reason.OTHER_CALL, now - agent.line_since)
    return CandidateNote(extension, Reason.UNREACHABLE)


def _spared(agent: Agent, entry: Entry, known: Acquaintance, now: float) -> CandidateNote:
    kept = barrier(agent, entry, known, now)
    if kept is not None:
        return CandidateNote(agent.extension, *kept)
    if agent.rest is not None:
        return CandidateNote(agent.extension, agent.rest, max(0.0, agent.rest_until - now))
    return CandidateNote(agent.extension, Reason.LATER, _idle(agent, now))
