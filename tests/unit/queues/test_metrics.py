"""Queues' figures for Prometheus."""

from __future__ import annotations

import pytest
from prometheus_client import CollectorRegistry

from ringtree.queues.agent import Presence
from ringtree.queues.metrics import QueueCollector
from tests.unit.calls.house import BORIS, house, moment
from tests.unit.queues.test_service import service, waiting

pytestmark = pytest.mark.looptime


async def test_who_waits_and_who_is_there() -> None:
    async with house() as made:
        made.registrar.remove(BORIS)
        queues = service(made)
        queues.presence("acme", "101", Presence.NOT_READY, "Lunch")
        registry = CollectorRegistry()
        registry.register(QueueCollector(queues))
        _, task = await waiting(made, queues)
        await moment(7)
        labels = {"company": "acme", "queue": "sales"}
        assert registry.get_sample_value("ringtree_queue_waiting", labels) == 1
        longest = registry.get_sample_value("ringtree_queue_longest_wait_seconds", labels)
        assert longest == pytest.approx(7, abs=0.5)
        assert registry.get_sample_value("ringtree_queue_joined_total", labels) == 1
        for state, count in {"not_ready": 1, "other": 1, "available": 0}.items():
            found = registry.get_sample_value("ringtree_queue_agents", {**labels, "state": state})
            assert found == count
        assert registry.get_sample_value("ringtree_queue_faults_total") == 0
        task.cancel()
        await moment()
        left = {**labels, "outcome": "abandoned"}
        assert registry.get_sample_value("ringtree_queue_left_total", left) == 1
        assert registry.get_sample_value("ringtree_queue_abandoned_in_time_total", labels) == 1
        for name in ("abandoned_short_total", "answered_in_time_total"):
            assert registry.get_sample_value(f"ringtree_queue_{name}", labels) == 0
        assert registry.get_sample_value("ringtree_queue_service_level_seconds", labels) == 20
