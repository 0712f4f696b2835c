"""The queues of a company over HTTP."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, Panel


async def test_queues_are_told_by_name_and_by_title(panel: Panel) -> None:
    async with await panel.with_key(Permission.PEOPLE_READ) as client:
        sales, support = (await client.get(f"{COMPANY}/queues")).json()
    assert (sales["name"], sales["title"]) == ("sales", "Sales")
    assert "101" in sales["agents"]
    assert support["name"] == "support"
