"""An employee's own messages over HTTP, and nobody else's."""

from __future__ import annotations

from ringtree.accounts.role import Role
from tests.unit.api.leaving import leave
from tests.unit.api.panel import COMPANY, Panel, names
from tests.unit.voicemail.house import wav


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


async def test_a_message_that_was_deleted_comes_back(panel: Panel, message: str) -> None:
    other = await leave(panel, "office")
    client = await panel.signed_in(Role.EMPLOYEE, extension="101")
    url = f"{COMPANY}/me/messages"
    await client.delete(f"{url}/{message}")
    assert (await client.get(url)).json()["items"] == []
    binned = (await client.get(url, params={"deleted": True})).json()["items"]
    assert binned[0]["removed"] is not None
    assert (await client.post(f"{url}/{message}/restore")).json()["removed"] is None
    assert [one["id"] for one in (await client.get(url)).json()["items"]] == [message]
    assert names(await client.post(f"{url}/{other}/restore")) == "not-found"


async def test_forwarded_to_a_colleague_and_sent_again(panel: Panel, message: str) -> None:
    client = await panel.signed_in(Role.EMPLOYEE, extension="101")
    own, office = (await client.get(f"{COMPANY}/me/mailboxes")).json()
    assert (own["name"], own["is_mine"], own["new"]) == ("anna", True, 1)
    assert (office["title"], office["is_mine"], office["most"]) == ("Office", False, 0)
    url = f"{COMPANY}/me/messages/{message}"
    copy = await client.post(f"{url}/forward", json={"mailbox": "office"})
    assert (copy.status_code, copy.json()["mailbox"], copy.json()["mails"]) == (201, "office", [])
    assert names(await client.post(f"{url}/forward", json={"mailbox": "nix"})) == "not-found"
    assert (await client.post(f"{url}/resend")).json() == {"addresses": 1, "webhook": False}
