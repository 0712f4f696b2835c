"""A queue of the published document as its engine sees it."""

from __future__ import annotations

from ringtree.company.model import Company
from ringtree.company.queue import Queue
from ringtree.company.queue import Terms as Written
from ringtree.queues.settings import Absence, CallBackFirst, QueueSettings, Terms

_USUAL = Written()


def settings_of_all(company: Company) -> list[QueueSettings]:
    """Every queue of the company."""
    return [settings_of(company, queue) for queue in company.queues.values()]


def settings_of(company: Company, queue: Queue) -> QueueSettings:
    """Everything the engine goes by: the queue's own, and what its agents are like."""
    return QueueSettings(
        key=queue.name,
        strategy=queue.strategy,
        agents=queue.agents,
        terms={agent: _terms(company, queue, agent) for agent in queue.agents},
        ring_time=queue.ring_time,
        ring_step=queue.ring_step,
        no_answer_pause=queue.retry,
        retry_pause=queue.retry,
        refusal_pause=queue.refusal_pause,
        missed_limit=queue.missed_limit,
        wrap_up=queue.wrap_up,
        tiers=queue.tiers,
        required=queue.skills.required,
        preferred=queue.skills.preferred,
        relax_every=queue.skills.relax_every,
        sticky_for=queue.sticky_for,
        sticky_wait=queue.sticky_wait,
        head_start=queue.head_start,
        priority_step=queue.priority_step,
        level_within=queue.target.within,
        level_short=queue.target.short,
        return_within=queue.return_within,
        max_wait=queue.max_wait,
        max_waiting=queue.max_waiting,
        max_per_agent=queue.max_per_agent,
        max_estimate=queue.max_estimate,
        join_unless=frozenset(map(Absence, queue.join_unless)),
        leave_when=frozenset(map(Absence, queue.leave_when)),
        leave_grace=queue.leave_grace,
        announce_place=queue.announce_place,
        announce_wait=queue.announce_wait,
        announce_every=queue.announce_every,
        announce_interval=queue.announce_interval,
        announce_limit=queue.announce_limit,
        periodic=len(queue.periodic),
        periodic_every=queue.periodic_every,
        periodic_shuffled=queue.periodic_shuffled,
        periodic_to_first=queue.periodic_to_first,
        callback_first=_called_first(queue),
    )


def _called_first(queue: Queue) -> CallBackFirst:
    return CallBackFirst(queue.callbacks.first) if queue.callbacks else CallBackFirst.AGENT


def _terms(company: Company, queue: Queue, agent: str) -> Terms:
    written, person = queue.terms.get(agent, _USUAL), company.person(agent)
    return Terms(
        tier=written.tier,
        weight=written.weight,
        wrap_up=person.wrap_up if person else None,
        skills=person.skills if person else {},
    )
