"""The figures of queues for Prometheus: what is now, and what has been counted since the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from ringtree.queues.agent import Activity, Presence
from ringtree.queues.company_queues import CompanyQueues
from ringtree.queues.service import QueueService

_QUEUE = ("company", "queue")


class QueueCollector(Collector):
    """Asks the engines when it is asked: nothing is counted while nobody looks."""

    def __init__(self, queues: QueueService) -> None:
        self._queues = queues

    def collect(self) -> Iterator[Metric]:
        """As Prometheus wants it."""
        found = self._queues.all()
        yield from _waiting(found)
        yield from _left(found)
        yield from _service_level(found)
        yield from _agents(found)
        yield CounterMetricFamily(
            "ringtree_queue_faults",
            "Impossible states of agents and callers that the watchdog has repaired.",
            sum(one.faults for _, one in found),
        )


Found = Iterable[tuple[str, CompanyQueues]]


def _waiting(found: Found) -> Iterator[Metric]:
    waiting = GaugeMetricFamily("ringtree_queue_waiting", "Callers who wait.", labels=_QUEUE)
    longest = GaugeMetricFamily(
        "ringtree_queue_longest_wait_seconds", "Of those who wait now.", labels=_QUEUE
    )
    for company, queues in found:
        now = queues.now
        for key, queue in queues.floor.queues.items():
            waiting.add_metric([company, key], len(queue.line))
            since = min((entry.since for entry in queue.line), default=now)
            longest.add_metric([company, key], max(0.0, now - since))
    yield waiting
    yield longest


def _left(found: Found) -> Iterator[Metric]:
    joined = CounterMetricFamily("ringtree_queue_joined", "Callers who joined.", labels=_QUEUE)
    left = CounterMetricFamily(
        "ringtree_queue_left", "Callers who left, by outcome.", labels=(*_QUEUE, "outcome")
    )
    for company, queues in found:
        for key, counters in queues.floor.counters.items():
            joined.add_metric([company, key], counters.joined)
            for outcome, count in counters.left.items():
                left.add_metric([company, key, outcome.value], count)
    yield joined
    yield left


def _service_level(found: Found) -> Iterator[Metric]:
    """The parts of both formulas; `docs/figures.md` has them put together."""
    within = GaugeMetricFamily(
        "ringtree_queue_service_level_seconds",
        "Seconds of waiting within which a caller is served in time, as the queue is set.",
        labels=_QUEUE,
    )
    answered, short, abandoned = (
        CounterMetricFamily(f"ringtree_queue_{name}", words, labels=_QUEUE)
        for name, words in (
            ("answered_in_time", "Callers answered within the service level's time."),
            ("abandoned_short", "Callers who hung up at once, as the queue is set."),
            ("abandoned_in_time", "Others who hung up within the service level's time."),
        )
    )
    for company, queues in found:
        for key, queue in queues.floor.queues.items():
            within.add_metric([company, key], queue.settings.level_within)
        for key, counters in queues.floor.counters.items():
            answered.add_metric([company, key], counters.answered_in_time)
            short.add_metric([company, key], counters.abandoned_short)
            abandoned.add_metric([company, key], counters.abandoned_in_time)
    yield from (within, answered, short, abandoned)


def _agents(found: Found) -> Iterator[Metric]:
    metric = GaugeMetricFamily(
        "ringtree_queue_agents",
        "Agents of a queue by state: available, ringing, talking, wrap_up, not_ready, logged_out,"
        " and other for a call that is no queue's, or no phone.",
        labels=(*_QUEUE, "state"),
    )
    for company, queues in found:
        for key, queue in queues.floor.queues.items():
            states = dict.fromkeys(_STATES, 0)
            for agent in queue.agents.values():
                if agent.activity is not Activity.IDLE:
                    states[agent.activity.value] += 1
                elif agent.presence is not Presence.READY:
                    states[agent.presence.value] += 1
                else:
                    states["available" if agent.is_available else "other"] += 1
            for state, count in states.items():
                metric.add_metric([company, key, state], count)
    yield metric


_STATES = ("available", "ringing", "talking", "wrap_up", "not_ready", "logged_out", "other")
