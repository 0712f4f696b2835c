"""The figures of who is kept out, for Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from ringtree.security.blocks import BlockKind
from ringtree.security.watch import Watch

_KINDS = (BlockKind.SOURCE, BlockKind.SLOWED, BlockKind.ACCOUNT, BlockKind.PAIR)


class SecurityCollector(Collector):
    """Asks the watch when it is asked."""

    def __init__(self, watch: Watch, clock: Callable[[], float]) -> None:
        self._watch = watch
        self._clock = clock

    def collect(self) -> Iterator[Metric]:
        """As Prometheus wants it."""
        stopped = Counter(kind for kind, _ in self._watch.blocks(self._clock()))
        bans = GaugeMetricFamily(
            "ringtree_bans",
            "Who is stopped now: addresses banned or slowed, accounts, accounts from an address.",
            labels=["kind"],
        )
        for kind in _KINDS:
            bans.add_metric([kind.value], stopped[kind])
        yield bans
        yield CounterMetricFamily(
            "ringtree_messages_dropped",
            "Messages dropped unread because their sender is banned or slowed.",
            self._watch.dropped,
        )
