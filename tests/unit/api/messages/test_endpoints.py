"""Messages over HTTP: heard in ranges, marked, deleted, brought back, sent again."""

from __future__ import annotations

from ringtree.accounts.role import Role
from ringtree.api import page
from tests.unit.api.leaving import ALL, leave
from tests.unit.api.panel import COMPANY, Panel, names
from tests.unit.voicemail.house import wav


async def test_messages_are_listed_with_what_became_of_their_mails(
    panel: Panel, message: str
) -> None:
    client = await panel.signed_in(Role.SUPERVISOR)
    (row,) = (await client.get(f"{COMPANY}/messages", params={"mailbox": "anna"})).json()["items"]
    assert (row["id"], row["caller"], row["state"]) == (message, "+79211234567", "new")
    assert row["mails"][0]["address"] == "anna@daisy.example"
    assert (await client.get(f"{COMPANY}/messages/{message}")).json() == row


async def test_lists_come_in_pages(panel: Panel, message: str) -> None:
    await leave(panel)
    client = await panel.signed_in(Role.SUPERVISOR)
    first = (await client.get(f"{COMPANY}/messages", params={"limit": 1})).json()
    more = {"limit": 1, "cursor": first["next"]}
    second = (await client.get(f"{COMPANY}/messages", params=more)).json()
    assert second["next"] is None
    assert message in {first["items"][0]["id"], second["items"][0]["id"]}
    assert first["items"][0]["id"] != second["items"][0]["id"]
    made_up = {"cursor": page.cursor("yesterday", "m")}
    assert names(await client.get(f"{COMPANY}/messages", params=made_up)) == "bad-cursor"


async def test_the_sound_is_served_whole_and_in_ranges(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    url = f"{COMPANY}/messages/{message}/audio"
    whole = await client.get(url)
    assert whole.content == wav() and whole.headers["accept-ranges"] == "bytes"
    part = await client.get(url, headers={"range": "bytes=44-1043"})
    assert part.status_code == 206 and part.content == wav()[44:1044]
    assert part.headers["content-range"] == f"bytes 44-1043/{len(wav())}"


async def test_marked_deleted_restored_sent_again(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    url = f"{COMPANY}/messages/{message}"
    assert (await client.patch(url, json={"state": "old"})).json()["state"] == "old"
    assert (await client.delete(url)).status_code == 204
    assert (await client.get(f"{COMPANY}/messages")).json()["items"] == []
    binned = (await client.get(f"{COMPANY}/messages", params={"deleted": True})).json()["items"]
    assert binned[0]["removed"] is not None
    assert (await client.post(f"{url}/restore")).json()["removed"] is None
    assert (await client.post(f"{url}/resend")).json() == {"addresses": 1, "webhook": False}


async def test_forwarding_ends_at_a_full_mailbox(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    url = f"{COMPANY}/messages/{message}/forward"
    copy = await client.post(url, json={"mailbox": "office"})
    assert (copy.status_code, copy.json()["mailbox"]) == (201, "office")
    assert names(await client.post(url, json={"mailbox": "office"})) == "mailbox-full"
    assert names(await client.post(url, json={"mailbox": "nix"})) == "not-found"


async def test_a_recording_that_is_gone_is_told(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    found = await panel.app.voicemail.store.get(message)
    panel.app.voicemail.files.remove(found.file)
    assert names(await client.get(f"{COMPANY}/messages/{message}/audio")) == "no-sound"
