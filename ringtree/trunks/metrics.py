"""The figures of trunks for Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from ringtree.trunks.status import TrunkState, TrunkStatus

_LABELS = ("company", "trunk")


class TrunkCollector(Collector):
    """Asks the trunks when it is asked."""

    def __init__(self, statuses: Callable[[], list[TrunkStatus]]) -> None:
        self._statuses = statuses

    def collect(self) -> Iterator[Metric]:
        """As Prometheus wants it."""
        found = self._statuses()
        yield self._gauge(
            "ringtree_trunk_up",
            "1: calls can be made; 0: not.",
            found,
            lambda one: float(one.state in (TrunkState.READY, TrunkState.DEGRADED)),
        )
        yield self._gauge(
            "ringtree_trunk_registered",
            "1: the carrier knows us; 0: not. Only trunks that register.",
            found,
            lambda one: None if one.registered is None else float(one.registered),
        )
        yield self._gauge(
            "ringtree_trunk_latency_seconds",
            "From a question to the carrier's answer.",
            found,
            lambda one: one.latency,
        )
        yield from self._calls(found)
        for name, words, value in _COUNTERS:
            counter = CounterMetricFamily(name, words, labels=_LABELS)
            for one in found:
                counter.add_metric([one.company, one.trunk], value(one))
            yield counter

    def _gauge(
        self,
        name: str,
        words: str,
        found: list[TrunkStatus],
        value: Callable[[TrunkStatus], float | None],
    ) -> Metric:
        gauge = GaugeMetricFamily(name, words, labels=_LABELS)
        for one in found:
            if (figure := value(one)) is not None:
                gauge.add_metric([one.company, one.trunk], figure)
        return gauge

    def _calls(self, found: list[TrunkStatus]) -> Iterator[Metric]:
        labels = (*_LABELS, "direction")
        now = GaugeMetricFamily("ringtree_trunk_calls", "Calls going on.", labels=labels)
        total = CounterMetricFamily("ringtree_trunk_calls_begun", "Calls begun.", labels=labels)
        for one in found:
            for direction, going, begun in (
                ("in", one.calls_in, one.total_in),
                ("out", one.calls_out, one.total_out),
            ):
                now.add_metric([one.company, one.trunk, direction], going)
                total.add_metric([one.company, one.trunk, direction], begun)
        yield now
        yield total


_COUNTERS: tuple[tuple[str, str, Callable[[TrunkStatus], float]], ...] = (
    (
        "ringtree_trunk_calls_failed",
        "Calls the carrier could not take.",
        lambda one: one.failed_out,
    ),
    ("ringtree_trunk_calls_refused", "Calls over a limit of the trunk.", lambda one: one.refused),
    (
        "ringtree_trunk_unknown_numbers",
        "Calls of the carrier for numbers nobody here has.",
        lambda one: one.unknown_numbers,
    ),
)
