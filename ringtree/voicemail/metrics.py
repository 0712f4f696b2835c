"""The figures of mailboxes for Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from ringtree.voicemail.service import VoicemailService


class VoicemailCollector(Collector):
    """Asks the mailboxes when it is asked."""

    def __init__(self, service: VoicemailService) -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        """As Prometheus wants it."""
        yield from self._held()
        going = GaugeMetricFamily(
            "ringtree_voicemail_recordings",
            "Messages being left, or on their way into a mailbox.",
            labels=("company",),
        )
        for company, count in self._service.room.coming().items():
            going.add_metric([company], count)
        yield going
        yield from self._counted()

    def _held(self) -> Iterator[Metric]:
        held = GaugeMetricFamily(
            "ringtree_voicemail_messages",
            "Messages in mailboxes, without those in the bin.",
            labels=("company", "mailbox", "state"),
        )
        sizes: Counter[str] = Counter()
        for key in self._service.room.known():
            counts = self._service.counts(key)
            sizes[key.company] += counts.size
            for state, count in (("new", counts.new), ("old", counts.old)):
                held.add_metric([key.company, key.mailbox, state], count)
        yield held
        used = GaugeMetricFamily(
            "ringtree_voicemail_bytes", "Bytes of a company's messages.", labels=("company",)
        )
        for company, size in sizes.items():
            used.add_metric([company], size)
        yield used
        yield GaugeMetricFamily(
            "ringtree_voicemail_quota_bytes",
            "Bytes that each company may use.",
            self._service.settings.quota,
        )

    def _counted(self) -> Iterator[Metric]:
        taken = CounterMetricFamily(
            "ringtree_voicemail_received",
            "Messages that came into a mailbox since the start.",
            labels=("company",),
        )
        for company, count in self._service.received.items():
            taken.add_metric([company], count)
        yield taken
        refused = CounterMetricFamily(
            "ringtree_voicemail_refused",
            "Callers who could leave no message since the start, and why.",
            labels=("company", "reason"),
        )
        for (company, reason), count in self._service.refused.items():
            refused.add_metric([company, reason.value], count)
        yield refused
