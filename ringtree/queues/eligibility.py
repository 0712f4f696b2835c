"""Which available agents one caller may be offered to: refusals, tiers, skills, acquaintance.

All of it depends on nothing but the settings and how long the caller has waited, so that the next
moment at which somebody more may be rung is known beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ringtree.queues.agent import Agent
from ringtree.queues.candidate import Candidate, Reason
from ringtree.queues.entry import Entry
from ringtree.queues.queue import Queue
from ringtree.queues.settings import Skills

#: Times are sums of seconds: what is due at a moment must not fail at it for a rounding.
_ROUNDING = 1e-6

Acquaintance = Mapping[str, tuple[str, float]]
"""By the caller's number: who talked with the caller last, and until when."""


class Barrier(NamedTuple):
    """Why an agent is kept from a caller for the time being."""

    reason: Reason
    seconds: float | None = None
    detail: str | None = None
    value: float | None = None


def candidates(entry: Entry, known: Acquaintance, now: float) -> list[Candidate]:
    """The available agents who may be offered this caller."""
    queue = entry.queue
    return [
        queue.candidate(agent)
        for agent in queue.available.values()
        if barrier(agent, entry, known, now) is None
    ]


def barrier(agent: Agent, entry: Entry, known: Acquaintance, now: float) -> Barrier | None:
    """What keeps this agent from this caller, whether or not the agent is available."""
    queue, extension = entry.queue, agent.extension
    refused_until = entry.refused.get(extension)
    if refused_until is not None:
        return Barrier(Reason.REFUSED, max(0.0, refused_until - now))
    settings = queue.settings
    terms = settings.terms_of(extension)
    if settings.sticky_wait and (kept := _kept_for(entry, known, now)) not in (None, extension):
        left = entry.since + settings.sticky_wait - now
        return Barrier(Reason.KEPT, left, kept)
    if terms.tier in settings.tiers and not tier_is_open(queue, terms.tier, entry.since, now):
        left = entry.since + settings.tiers[terms.tier] - now
        return Barrier(Reason.TIER, left, str(terms.tier))
    if settings.required or entry.needs.required:
        return _lacking(terms.skills, entry, now)
    return None


def tier_is_open(queue: Queue, tier: int, since: float, now: float) -> bool:
    """Whether a tier helps somebody who waits since then; who has no tier before him, does."""
    if now >= since + queue.settings.tiers.get(tier, 0.0) - _ROUNDING:
        return True
    return not any(count for lower, count in queue.manned.items() if lower < tier)


def acquaintance(entry: Entry, known: Acquaintance, now: float) -> str | None:
    """Who talked with this caller last, if it is not too long ago."""
    if entry.caller is None or entry.caller not in known:
        return None
    extension, at = known[entry.caller]
    return extension if now <= at + entry.queue.settings.sticky_for else None


def next_change(entry: Entry, now: float) -> float | None:
    """When more agents may be rung for this caller; None: never."""
    later = [at for at in _changes(entry, now) if at > now + _ROUNDING]
    return min(later, default=None)


def _changes(entry: Entry, now: float) -> Iterator[float]:
    settings, since = entry.queue.settings, entry.since
    yield from (since + wait for wait in settings.tiers.values())
    if settings.sticky_wait and entry.caller is not None:
        yield since + settings.sticky_wait
    highest = max((*settings.required.values(), *entry.needs.required.values()), default=0)
    every = settings.relax_every
    if every and highest:
        step = min(highest, _relaxed(entry, now) + 1)
        yield since + step * every


def _kept_for(entry: Entry, known: Acquaintance, now: float) -> str | None:
    """The agent whom this caller is kept for: on duty, and not for too long."""
    extension = acquaintance(entry, known, now)
    if extension is None or now >= entry.since + entry.queue.settings.sticky_wait - _ROUNDING:
        return None
    agent = entry.queue.agents.get(extension)
    has_refused = extension in entry.refused
    return extension if agent is not None and agent.is_on_duty and not has_refused else None


def _lacking(has: Skills, entry: Entry, now: float) -> Barrier | None:
    relaxed = _relaxed(entry, now)
    for needs in (entry.queue.settings.required, entry.needs.required):
        for name, level in needs.items():
            if has.get(name, 0) < level - relaxed:
                return Barrier(Reason.SKILL, detail=name, value=level - relaxed)
    return None


def _relaxed(entry: Entry, now: float) -> int:
    """By how many levels the requirements have come down."""
    every = entry.queue.settings.relax_every
    return int((now - entry.since + _ROUNDING) / every) if every else 0
