"""The parts that belong to the API are made from what it was given."""

from __future__ import annotations

from tests.unit.api.panel import Panel


async def test_the_stores_share_the_database(panel: Panel) -> None:
    assert await panel.services.users.of("daisy") == []
    assert await panel.services.archive.recent(company="daisy") == []
