"""Webhooks are the company's own, and a flood of events has a limit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ringtree.api.webhooks import store as store_module
from ringtree.api.webhooks.store import UnknownWebhook, Webhooks
from tests.unit.api.panel import Panel


async def test_another_companys_webhook_is_unknown(panel: Panel) -> None:
    store = Webhooks(panel.services.database)
    made = await store.add("daisy", "https://x", ["call.*"], secret="sealed", by="test")
    assert made.wants("call.ended")
    assert not made.wants("queue.joined")
    for work in (store.get("rose", made.id), store.remove("rose", made.id)):
        with pytest.raises(UnknownWebhook):
            await work


async def test_the_oldest_events_give_way(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MOST_WAITING", 2)
    store = Webhooks(panel.services.database)
    made = await store.add("daisy", "https://x", ["call.*"], secret="sealed", by="test")
    events = [panel.services.events.publish("daisy", f"call.e{n}", {}) for n in range(4)]
    now = datetime.now(UTC)
    await store.put([(made.id, event) for event in events], now)
    (first,) = await store.due(now, limit=10)
    assert first.kind == "call.e2"
    second = await store.next(first)
    assert second is not None
    assert (second.kind, await store.next(second)) == ("call.e3", None)
    await store.remove("daisy", made.id)
    assert await store.due(now, limit=10) == []
