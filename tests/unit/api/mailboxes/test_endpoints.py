"""Mailboxes over HTTP: seen, heard in ranges, marked, deleted, sent again; never another's."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.accounts.role import Permission, Role
from ringtree.api.mailboxes import endpoints
from ringtree.voicemail import audio
from ringtree.voicemail.draft import Draft, new_id
from tests.unit.api.panel import COMPANY, DAISY, Panel, names
from tests.unit.voicemail.house import wav

MAILBOXES = """
mailboxes:
  anna: {title: Anna, person: 101, mail: anna@daisy.example, attach: wav, dial: 190}
  office: {title: Office, mail: office@daisy.example, attach: none, dial: 191, max_messages: 1}
"""
ALL = tuple(Permission)


async def leave(panel: Panel, mailbox: str = "anna") -> str:
    """A message; its id."""
    service = panel.app.voicemail
    found = service.find("daisy", mailbox)
    assert found is not None
    draft = Draft(
        id=new_id(),
        company="daisy",
        mailbox=mailbox,
        call="c1",
        caller="+79211234567",
        caller_name="",
        called="+74950000001",
        started=service.now(),
        path=("main/box",),
        shortest=1.0,
        file="",
    ).with_take(1)
    assert await service.begin(draft, found[1])
    (service.files.data_dir / draft.file).write_bytes(wav())
    service.finish(draft)
    await service._deliveries.finish(limit=5)
    return draft.id


@pytest.fixture
async def message(panel: Panel) -> str:
    await panel.publish(DAISY + MAILBOXES)
    return await leave(panel)


async def test_mailboxes_and_messages_are_listed(panel: Panel, message: str) -> None:
    client = await panel.signed_in(Role.SUPERVISOR)
    anna, office = (await client.get(f"{COMPANY}/mailboxes")).json()
    assert (anna["name"], anna["new"], office["new"]) == ("anna", 1, 0)
    (row,) = (await client.get(f"{COMPANY}/messages", params={"mailbox": "anna"})).json()["items"]
    assert (row["id"], row["caller"], row["state"]) == (message, "+79211234567", "new")
    assert row["mails"][0]["address"] == "anna@daisy.example"
    assert (await client.get(f"{COMPANY}/messages/{message}")).json() == row
    (mail,) = (await client.get(f"{COMPANY}/mails")).json()
    assert mail["reference"] == message and mail["deliveries"][0]["state"] == "waiting"


async def test_lists_come_in_pages(panel: Panel, message: str) -> None:
    await leave(panel)
    client = await panel.signed_in(Role.SUPERVISOR)
    first = (await client.get(f"{COMPANY}/messages", params={"limit": 1})).json()
    more = {"limit": 1, "cursor": first["next"]}
    second = (await client.get(f"{COMPANY}/messages", params=more)).json()
    assert second["next"] is None
    assert message in {first["items"][0]["id"], second["items"][0]["id"]}
    assert first["items"][0]["id"] != second["items"][0]["id"]


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
    assert (await client.post(f"{url}/resend")).json() == {"addresses": 1}
    mail = (await client.get(f"{COMPANY}/mails")).json()[0]["id"]
    assert (await client.post(f"{COMPANY}/mails/{mail}/resend")).json() == {"addresses": 1}
    assert names(await client.post(f"{COMPANY}/mails/nix/resend")) == "not-found"


async def test_forwarding_ends_at_a_full_mailbox(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    url = f"{COMPANY}/messages/{message}/forward"
    copy = await client.post(url, json={"mailbox": "office"})
    assert (copy.status_code, copy.json()["mailbox"]) == (201, "office")
    assert names(await client.post(url, json={"mailbox": "office"})) == "mailbox-full"
    assert names(await client.post(url, json={"mailbox": "nix"})) == "not-found"


async def test_a_pin_that_would_be_guessed_is_refused(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    url = f"{COMPANY}/mailboxes/anna/pin"
    assert names(await client.put(url, json={"pin": "1234"})) == "guessable-pin"
    assert (await client.put(url, json={"pin": "482596"})).status_code == 204
    assert (await client.get(f"{COMPANY}/mailboxes")).json()[0]["has_pin"]
    assert (await client.delete(url)).status_code == 204
    assert not (await client.get(f"{COMPANY}/mailboxes")).json()[0]["has_pin"]


async def test_greetings_are_uploaded_and_removed(
    panel: Panel, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await panel.with_key(*ALL)

    async def converted(data: bytes, _kind: Any) -> bytes:
        return audio.to_alaw(data)

    monkeypatch.setattr(endpoints, "ProcessConverter", lambda: converted)
    up = f"{COMPANY}/uploads/mailboxes/anna/greetings/temporary"
    until = {"until": "2099-12-31T18:00:00+03:00"}
    made = await client.post(up, content=wav(), params=until)
    assert made.status_code == 201 and made.json()["seconds"] == 2.5
    assert (await client.get(f"{COMPANY}/mailboxes")).json()[0]["greetings"] == ["temporary"]
    gone = f"{COMPANY}/mailboxes/anna/greetings/temporary"
    assert (await client.delete(gone)).status_code == 204
    assert names(await client.delete(gone)) == "not-found"


async def test_an_employee_has_the_own_messages_and_no_others(panel: Panel, message: str) -> None:
    other = await leave(panel, "office")
    client = await panel.signed_in(Role.EMPLOYEE, extension="101")
    url = f"{COMPANY}/me/messages"
    assert [one["id"] for one in (await client.get(url)).json()["items"]] == [message]
    assert (await client.get(f"{url}/{message}/audio")).content == wav()
    assert names(await client.get(f"{url}/{other}/audio")) == "not-found"
    marked = await client.patch(f"{url}/{message}", json={"state": "old"})
    assert marked.json()["state"] == "old"
    assert (await client.delete(f"{url}/{message}")).status_code == 204
    assert names(await client.delete(f"{url}/{other}")) == "not-found"


async def test_a_recording_that_is_gone_is_told(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    found = await panel.app.voicemail.store.get(message)
    panel.app.voicemail.files.remove(found.file)
    assert names(await client.get(f"{COMPANY}/messages/{message}/audio")) == "no-sound"
