"""What is done with messages alike by companies and by employees."""

from __future__ import annotations

from tests.unit.api.leaving import ALL, leave
from tests.unit.api.panel import COMPANY, Panel


async def test_listening_is_audited_once_and_not_for_each_range(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    url = f"{COMPANY}/messages/{message}/audio"
    for wanted in ("bytes=0-99", "bytes=100-199", "bytes=200-"):
        await client.get(url, headers={"range": wanted})
    rows = (await client.get(f"{COMPANY}/audit")).json()["items"]
    assert [one["key"] for one in rows if one["action"] == "listen"] == [message]


async def test_a_page_asks_for_one_mailbox_alone(panel: Panel, message: str) -> None:
    other = await leave(panel, "office")
    client = await panel.with_key(*ALL)
    got = await client.get(f"{COMPANY}/messages", params={"mailbox": "office", "limit": 1})
    assert [one["id"] for one in got.json()["items"]] == [other] and got.json()["next"] is None
