"""The server's own figures."""

from __future__ import annotations

from types import SimpleNamespace

from prometheus_client import generate_latest

from tests.unit.api.panel import Panel


async def test_calls_are_counted_by_company(panel: Panel) -> None:
    calls = panel.services.calls.calls
    for number, company in enumerate(("daisy", "daisy", "rose")):
        calls[str(number)] = SimpleNamespace(snapshot=SimpleNamespace(code=company))
    text = generate_latest(panel.services.metrics).decode()
    assert 'ringtree_calls{company="daisy"} 2.0' in text
    assert 'ringtree_calls{company="rose"} 1.0' in text
    assert "ringtree_event_listeners 0.0" in text
    assert "ringtree_event_listeners_dropped_total 0.0" in text
