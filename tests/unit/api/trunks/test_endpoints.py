"""Trunks over HTTP."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, Panel


async def test_the_trunks_are_listed_as_they_are(panel: Panel) -> None:
    client = await panel.with_key(Permission.LIVE_READ)
    (one,) = (await client.get(f"{COMPANY}/trunks")).json()
    assert (one["trunk"], one["registered"], one["calls_in"]) == ("carrier", None, 0)
    assert one["words"].startswith("trying")
    assert one["targets"] == [one["target"]]


async def test_one_trunk_is_found_by_its_name(panel: Panel) -> None:
    client = await panel.with_key(Permission.LIVE_READ)
    assert (await client.get(f"{COMPANY}/trunks/carrier")).json()["state"] == "trying"
    assert (await client.get(f"{COMPANY}/trunks/nothing")).status_code == 404
