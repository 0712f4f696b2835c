"""The outbox over HTTP: in pages, by state, and sent again."""

from __future__ import annotations

from ringtree.accounts.role import Role
from tests.unit.api.leaving import ALL, leave
from tests.unit.api.panel import COMPANY, Panel, names

MAILS = f"{COMPANY}/mails"


async def test_mails_come_in_pages_newest_first(panel: Panel, message: str) -> None:
    left = {message, *[await leave(panel) for _ in range(4)]}
    client = await panel.signed_in(Role.SUPERVISOR)
    found, params = [], {"limit": 2}
    while True:
        page = (await client.get(MAILS, params=params)).json()
        found += page["items"]
        if page["next"] is None:
            break
        params = {"limit": 2, "cursor": page["next"]}
    assert len(found) == 5 and {one["reference"] for one in found} == left
    assert [one["created"] for one in found] == sorted((o["created"] for o in found), reverse=True)
    assert found[0]["deliveries"][0]["state"] == "waiting"
    assert names(await client.get(MAILS, params={"cursor": "nix"})) == "bad-cursor"


async def test_mails_of_a_state(panel: Panel, message: str) -> None:
    client = await panel.signed_in(Role.SUPERVISOR)
    waiting = (await client.get(MAILS, params={"state": "waiting"})).json()["items"]
    assert [one["reference"] for one in waiting] == [message]
    assert (await client.get(MAILS, params={"state": "refused"})).json()["items"] == []


async def test_sent_again_to_one_address_or_all_but_never_what_is_not_there(
    panel: Panel, message: str
) -> None:
    client = await panel.with_key(*ALL)
    mail = (await client.get(MAILS)).json()["items"][0]["id"]
    assert (await client.post(f"{MAILS}/{mail}/resend")).json() == {"addresses": 1}
    one = {"address": "anna@daisy.example"}
    assert (await client.post(f"{MAILS}/{mail}/resend", params=one)).json() == {"addresses": 1}
    other = {"address": "x@daisy.example"}
    assert names(await client.post(f"{MAILS}/{mail}/resend", params=other)) == "not-found"
    assert names(await client.post(f"{MAILS}/nix/resend")) == "not-found"
