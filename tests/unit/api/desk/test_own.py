"""A desk belongs to somebody with an internal number; a program has none."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, Panel, names


async def test_a_program_has_no_desk(panel: Panel) -> None:
    client = await panel.with_key(Permission.DESK)
    assert names(await client.get(f"{COMPANY}/me")) == "no-desk"
