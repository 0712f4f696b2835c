"""Trunks for Prometheus."""

from __future__ import annotations

from dataclasses import replace

from prometheus_client import CollectorRegistry, generate_latest

from ringtree.trunks.metrics import TrunkCollector
from ringtree.trunks.status import TrunkState
from tests.unit.trunks.test_status import STATUS


def test_each_trunk_has_its_figures() -> None:
    registry = CollectorRegistry()
    down = replace(STATUS, trunk="other", state=TrunkState.DOWN, registered=None, latency=None)
    registry.register(TrunkCollector(lambda: [STATUS, down]))
    text = generate_latest(registry).decode()
    assert 'ringtree_trunk_up{company="acme",trunk="carrier"} 1.0' in text
    assert 'ringtree_trunk_up{company="acme",trunk="other"} 0.0' in text
    assert 'ringtree_trunk_calls{company="acme",direction="in",trunk="carrier"} 2.0' in text
    assert (
        'ringtree_trunk_calls_begun_total{company="acme",direction="out",trunk="carrier"}' in text
    )
    assert 'ringtree_trunk_unknown_numbers_total{company="acme",trunk="carrier"} 0.0' in text
    assert text.count("ringtree_trunk_registered{") == 1
    assert text.count("ringtree_trunk_latency_seconds{") == 1
