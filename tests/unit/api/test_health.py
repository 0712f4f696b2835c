"""Health for everybody, figures for those who may see them."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from tests.unit.api.panel import Panel, names, panel


async def test_a_healthy_server_says_so(panel: Panel) -> None:
    answer = await panel.client().get("/healthz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ok", "database": True, "calls": 0},
    )


async def test_without_its_database_it_is_degraded(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError("SELECT 1", {}, Exception("away"))

    monkeypatch.setattr(panel.services.database, "read", away)
    answer = await panel.client().get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "degraded")


async def test_figures_are_for_the_named_addresses_only(tmp_path: Path) -> None:
    async with panel(tmp_path, metrics_hosts=["10.1.0.0/16", "127.0.0.1"]) as one:
        for address, may in (("10.1.2.3", True), ("127.0.0.1", True), ("10.2.0.1", False)):
            transport = httpx.ASGITransport(one.app.http.app, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://panel") as client:
                answer = await client.get("/metrics")
                assert answer.status_code == (200 if may else 404), address
    assert names(answer) == "not-found"
