"""A company sees the numbers it was given, used or not."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from ringtree.company.holdings import Holdings
from tests.unit.api.panel import COMPANY, Panel, pages_of


async def test_numbers_that_were_given_are_read_page_by_page(panel: Panel) -> None:
    await Holdings(panel.services.database).give("daisy", ["+74950000077"])
    client = await panel.with_key(Permission.DOCUMENT_READ)
    assert await pages_of(client, f"{COMPANY}/numbers") == [
        [{"number": "+74950000001", "used": True}],
        [{"number": "+74950000077", "used": False}],
    ]
