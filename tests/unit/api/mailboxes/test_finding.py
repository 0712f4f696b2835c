"""Mailboxes and messages are found in the own company only."""

from __future__ import annotations

from sqlalchemy import update

from ringtree.storage.tables_voicemail import voicemail_messages
from tests.unit.api.leaving import ALL
from tests.unit.api.panel import COMPANY, Panel, names


async def test_what_is_not_there_is_not_found(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    assert names(await client.get(f"{COMPANY}/messages/nix")) == "not-found"
    assert names(await client.delete(f"{COMPANY}/mailboxes/nix/pin")) == "not-found"


async def test_another_company_s_message_is_not_found(panel: Panel, message: str) -> None:
    store = panel.app.voicemail.store
    found = await store.get(message)
    async with panel.app.database.write() as connection:
        await connection.execute(update(voicemail_messages).values(company="rose"))
    client = await panel.with_key(*ALL)
    assert names(await client.get(f"{COMPANY}/messages/{found.id}")) == "not-found"
