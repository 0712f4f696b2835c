"""The figures of the mail outbox for Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from ringtree.mail.mail import DeliveryState, Posted
from ringtree.mail.outbox import Standing
from ringtree.mail.service import MailService
from ringtree.storage.database import DatabaseFailure

_LABELS = ("company", "state")


class MailCollector(Collector):
    """What the outbox holds, looked up by `refresh` before it is told, and what was settled.

    While the database is away the outbox's figures are left out: old ones would pass for new.
    """

    def __init__(self, mail: MailService) -> None:
        self._mail = mail
        self._standing: list[Standing] = []
        self._settled: Counter[tuple[str, str]] = Counter()
        mail.on_settled.append(self._count)

    async def refresh(self) -> None:
        """Ask the outbox; somebody wants the figures."""
        try:
            self._standing = await self._mail.outbox.standing()
        except DatabaseFailure:
            self._standing = []

    def collect(self) -> Iterator[Metric]:
        """As Prometheus wants it."""
        held = GaugeMetricFamily(
            "ringtree_mail_addresses", "Addresses of mails in the outbox.", labels=_LABELS
        )
        oldest = GaugeMetricFamily(
            "ringtree_mail_oldest_waiting_seconds",
            "How long the address has waited that has waited longest.",
            labels=_LABELS[:1],
        )
        for one in self._standing:
            held.add_metric([one.company, one.state.value], one.addresses)
            if one.state is DeliveryState.WAITING:
                oldest.add_metric([one.company], max(0.0, self._mail.age(one.waiting_since)))
        yield held
        yield oldest
        settled = CounterMetricFamily(
            "ringtree_mail_settled", "Addresses settled since the start.", labels=_LABELS
        )
        for (company, state), count in self._settled.items():
            settled.add_metric([company, state], count)
        yield settled

    def _count(self, posted: Posted) -> None:
        for one in posted.deliveries:
            if one.state.is_settled:
                self._settled[posted.mail.company, one.state.value] += 1
