"""Users of a company: invited, changed, removed; by administrators alone."""

from __future__ import annotations

import httpx
import pytest

from ringtree.accounts.role import Permission, Role
from tests.unit.api.panel import API, COMPANY, Panel, names, pages_of

URL = f"{COMPANY}/users"
BORIS = {"email": "Boris@daisy.example", "name": "Boris", "role": "employee", "extension": "102"}


async def invited(panel: Panel) -> tuple[httpx.AsyncClient, str]:
    client = await panel.with_key(Permission.USERS)
    answer = await client.post(URL, json=BORIS)
    assert answer.status_code == 201, answer.text
    return client, answer.json()["user"]["id"]


async def test_an_invited_user_chooses_a_password_by_the_link(panel: Panel) -> None:
    client = await panel.with_key(Permission.USERS)
    body = (await client.post(URL, json=BORIS)).json()
    assert (body["user"]["email"], body["user"]["has_password"]) == ("boris@daisy.example", False)
    token = body["link"].rpartition("=")[2]
    await panel.client().post(
        f"{API}/password-reset/{token}", json={"password": "four horses at a bridge"}
    )
    (row,) = (await client.get(URL)).json()["items"]
    assert row["has_password"]
    (mail,) = await panel.services.mail.outbox.listing(company="daisy")
    assert body["link"] in mail.mail.text


async def test_an_address_is_used_once_and_an_extension_must_exist(panel: Panel) -> None:
    client, _ = await invited(panel)
    assert names(await client.post(URL, json=BORIS)) == "address-taken"
    other = {**BORIS, "email": "x@x.example"}
    refused = await client.post(URL, json={**other, "extension": "999"})
    assert names(refused) == "unknown-extension"
    assert names(await client.post(URL, json={**other, "role": "operator"})) == "invalid"
    assert names(await client.post(URL, json={**other, "email": "no address"})) == "invalid"


async def test_a_change_is_audited_with_before_and_after(panel: Panel) -> None:
    client, user = await invited(panel)
    row = (await client.patch(f"{URL}/{user}", json={"role": "supervisor"})).json()
    assert (row["role"], row["extension"]) == ("supervisor", "102")
    row = (await client.patch(f"{URL}/{user}", json={"extension": None})).json()
    assert (row["role"], row["extension"]) == ("supervisor", None)
    entries = await panel.services.audit.of("daisy")
    assert [one.action for one in entries] == ["change", "change", "create"]
    assert (entries[1].before["role"], entries[1].after["role"]) == ("employee", "supervisor")


async def test_a_second_factor_can_be_taken_away_by_the_administrator(panel: Panel) -> None:
    client, user = await invited(panel)
    await panel.services.users.change("daisy", user, totp="sealed")
    row = (await client.patch(f"{URL}/{user}", json={"second_factor": False})).json()
    assert row["second_factor"] is False


async def test_users_come_in_pages_by_name_and_namesakes_too(panel: Panel) -> None:
    client = await panel.with_key(Permission.USERS)
    for number, name in enumerate(("Boris", "Anna", "Boris", "Boris")):
        body = {**BORIS, "email": f"{number}@daisy.example", "name": name}
        assert (await client.post(URL, json=body)).status_code == 201
    pages = await pages_of(client, URL, limit=2)
    assert [[row["name"] for row in page] for page in pages] == [["Anna", "Boris"], ["Boris"] * 2]
    assert len({row["id"] for page in pages for row in page}) == 4


async def test_a_company_has_as_many_users_as_it_may(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ringtree.accounts.users.MOST_USERS", 1)
    client, _ = await invited(panel)
    full = await client.post(URL, json={**BORIS, "email": "vera@daisy.example"})
    assert (full.status_code, names(full)) == (409, "too-many-users")


async def test_the_last_administrator_can_neither_go_nor_step_down(panel: Panel) -> None:
    client = await panel.signed_in(Role.ADMINISTRATOR)
    (own,) = (await client.get(URL)).json()["items"]
    url = f"{URL}/{own['id']}"
    assert names(await client.delete(url)) == "last-administrator"
    assert names(await client.patch(url, json={"role": "employee"})) == "last-administrator"


async def test_who_is_removed_is_gone(panel: Panel) -> None:
    client, user = await invited(panel)
    assert (await client.post(f"{URL}/{user}/invitation")).status_code == 200
    assert (await client.delete(f"{URL}/{user}")).status_code == 204
    for answer in (await client.get(f"{URL}/{user}"), await client.delete(f"{URL}/{user}")):
        assert names(answer) == "not-found"
