"""The figures of the server as a whole. Queues, trunks, … bring collectors of their own."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from ringtree.api.services import Services


class ServerCollector(Collector):
    """Asks the parts when it is asked: nothing is counted twice, or while nobody looks."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def collect(self) -> Iterator[Metric]:
        """As Prometheus wants it."""
        services = self._services
        per_company: dict[str, int] = {}
        for call in tuple(services.calls.calls.values()):
            per_company[call.snapshot.code] = per_company.get(call.snapshot.code, 0) + 1
        calls = GaugeMetricFamily("ringtree_calls", "Calls going on.", labels=["company"])
        for company, count in per_company.items():
            calls.add_metric([company], count)
        yield calls
        yield GaugeMetricFamily(
            "ringtree_event_listeners", "Listeners of live events.", len(services.events)
        )
        yield CounterMetricFamily(
            "ringtree_event_listeners_dropped",
            "Listeners dropped because they read too slowly.",
            services.events.dropped,
        )
