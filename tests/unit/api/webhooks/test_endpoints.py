"""Webhooks: made with a secret that is shown once, changed, removed."""

from __future__ import annotations

import pytest

from ringtree.accounts.role import Permission
from ringtree.api.webhooks import endpoints
from tests.unit.api.panel import COMPANY, Panel, names

URL = f"{COMPANY}/webhooks"
NEW = {"url": "https://crm.example.com/ringtree", "kinds": ["call.ended", "queue.*"]}


async def test_a_webhook_is_made_changed_and_removed(panel: Panel) -> None:
    client = await panel.with_key(Permission.WEBHOOKS)
    made = (await client.post(URL, json=NEW)).json()
    (row,) = (await client.get(URL)).json()
    assert made.pop("secret") not in str(row)
    assert row == made
    changed = await client.patch(f"{URL}/{row['id']}", json={"enabled": False})
    assert (changed.json()["enabled"], changed.json()["kinds"]) == (False, NEW["kinds"])
    assert (await client.delete(f"{URL}/{row['id']}")).status_code == 204
    assert names(await client.delete(f"{URL}/{row['id']}")) == "not-found"
    actions = [one.action for one in await panel.services.audit.of("daisy")]
    assert actions == ["remove", "change", "create"]


@pytest.mark.parametrize("wrong", [{"url": "ftp://x"}, {"kinds": []}, {"kinds": ["everything"]}])
async def test_what_cannot_be_told_is_refused(panel: Panel, wrong: dict[str, object]) -> None:
    client = await panel.with_key(Permission.WEBHOOKS)
    assert names(await client.post(URL, json={**NEW, **wrong})) == "invalid"


async def test_webhooks_are_bounded(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoints, "MOST_WEBHOOKS", 1)
    client = await panel.with_key(Permission.WEBHOOKS)
    await client.post(URL, json=NEW)
    assert names(await client.post(URL, json=NEW)) == "too-many-webhooks"
