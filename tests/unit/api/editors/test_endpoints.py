"""Two people draw, and know of each other."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, Panel


async def test_two_people_see_each_other_where_they_are(panel: Panel) -> None:
    anna = await panel.with_key(Permission.DOCUMENT_READ)
    boris = await panel.with_key(Permission.DOCUMENT_READ)
    with panel.services.events.subscribe("daisy") as listener:
        await anna.put(f"{COMPANY}/editors/p1", json={"tree": "main", "node": "menu"})
        both = (await boris.put(f"{COMPANY}/editors/p1", json={})).json()
        assert [one["node"] for one in both] in (["menu", None], [None, "menu"])
        await anna.delete(f"{COMPANY}/editors/p1")
        heard = 0
        while heard < 3:  # among whatever else is told of a company meanwhile
            heard += (await listener.next()).kind == "editor.presence"
    assert len((await anna.get(f"{COMPANY}/editors")).json()) == 1
