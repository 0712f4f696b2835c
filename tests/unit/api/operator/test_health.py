"""Every part says how it is."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from ringtree.accounts.role import Permission
from ringtree.api.operator import health
from tests.unit.api.panel import API, Panel


async def test_a_healthy_server(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    body = (await client.get(f"{API}/operator/health")).json()
    assert {part["name"] for part in body["parts"]} >= {"database", "records", "disk", "mail"}
    assert all(part["ok"] for part in body["parts"])
    assert (body["companies"], body["calls"]) == (2, 0)
    assert body["memory_used"] > 10


async def test_what_is_wrong_is_named(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("SELECT 1", {}, Exception("away"))

    monkeypatch.setattr(health, "LEAST_ROOM", 1e12)
    monkeypatch.setattr(panel.services.database, "read", away)
    found = await health.server_health(panel.services)
    wrong = {part.name: part.detail for part in found.parts if not part.ok}
    assert {"database", "disk", "mail"} <= wrong.keys()
    assert "free" in wrong["disk"]
