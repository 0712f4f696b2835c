"""The log is read backwards, and is the company's own."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, Panel


async def test_changes_are_read_page_by_page(panel: Panel) -> None:
    client = await panel.with_key(Permission.AUDIT_READ, Permission.DOCUMENT_WRITE)
    who = await panel.services.keys.find(client.headers["authorization"].partition(" ")[2])
    for number in range(3):
        await panel.services.audit.note(who, "create", "thing", str(number), after={"n": number})
    await panel.services.audit.note(who, "create", "thing", "x", company="rose")
    first = (await client.get(f"{COMPANY}/audit", params={"limit": 2})).json()
    assert [(row["key"], row["after"]) for row in first["items"]] == [
        ("2", {"n": 2}),
        ("1", {"n": 1}),
    ]
    asked = {"limit": 2, "cursor": first["next"]}
    rest = (await client.get(f"{COMPANY}/audit", params=asked)).json()
    assert ([row["key"] for row in rest["items"]], rest["next"]) == (["0"], None)
