"""Keys: shown once, never stronger than who made them, removed at once."""

from __future__ import annotations

import pytest

from ringtree.accounts import keys as keys_module
from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, Panel, names

URL = f"{COMPANY}/keys"
NEW = {"name": "CRM", "scopes": ["calls:read"]}
BOTH = (Permission.KEYS, Permission.CALLS_READ)


async def test_a_new_key_works_until_it_is_removed(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    answer = await client.post(URL, json=NEW)
    body = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    program = panel.client(authorization=f"Bearer {body['key']}")
    assert (await program.get(COMPANY)).status_code == 200
    rows = (await client.get(URL)).json()
    assert body["key"] not in str(rows)
    assert (await client.delete(f"{URL}/{body['id']}")).status_code == 204
    assert names(await program.get(COMPANY)) == "not-signed-in"
    assert names(await client.delete(f"{URL}/{body['id']}")) == "not-found"
    assert [one.action for one in await panel.services.audit.of("daisy")] == ["remove", "create"]


async def test_nobody_gives_away_what_he_has_not(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    refused = await client.post(URL, json={**NEW, "scopes": ["calls:read", "users"]})
    assert names(refused) == "not-allowed"
    assert names(await client.post(URL, json={**NEW, "scopes": ["operate"]})) == "not-allowed"
    assert names(await client.post(URL, json={**NEW, "scopes": []})) == "invalid"


async def test_keys_are_bounded(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_module, "MOST_KEYS", 2)
    client = await panel.with_key(*BOTH)
    await client.post(URL, json=NEW)
    assert names(await client.post(URL, json=NEW)) == "too-many-keys"
