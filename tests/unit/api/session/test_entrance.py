"""Getting in: the first link, the password, the mailed link; each says no more than it must."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pyotp
import pytest

from ringtree.accounts.links import Purpose
from ringtree.accounts.role import Role
from tests.unit.api.panel import API, Panel, names, panel

WORD, NEW = "four horses at a bridge", "seven cats behind a barn"
EMAIL = "anna@daisy.example"


async def with_anna(panel: Panel) -> httpx.AsyncClient:
    stored = await panel.services.passwords.hash(WORD)
    await panel.services.users.create(
        email=EMAIL,
        name="Anna",
        role=Role.EMPLOYEE,
        company="daisy",
        language="ru",
        password=stored,
    )
    return panel.client()


async def knock(client: httpx.AsyncClient, password: str = WORD, **more: str) -> httpx.Response:
    return await client.post(f"{API}/session", json={"email": EMAIL, "password": password, **more})


async def test_who_signs_in_has_a_session_that_scripts_cannot_read(panel: Panel) -> None:
    client = await with_anna(panel)
    answer = await knock(client)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert (await client.get(f"{API}/session")).json()["csrf"] == answer.json()["csrf"]


async def test_over_https_the_cookie_goes_nowhere_else(tmp_path: Path) -> None:
    async with panel(tmp_path, public_url="https://pbx.example.com") as one:
        cookie = (await knock(await with_anna(one))).headers["set-cookie"]
    assert cookie.startswith("__Host-ringtree=")
    assert "; Secure" in cookie


async def test_a_wrong_password_and_too_many_of_them(panel: Panel) -> None:
    client = await with_anna(panel)
    panel.services.sign_in._passwords.matches = _never
    answers = [await knock(client, "wrong") for _ in range(7)]
    assert {names(one) for one in answers[:6]} == {"wrong-password"}
    assert names(answers[6]) == "too-many-requests"
    assert answers[6].headers["retry-after"] == "1"


async def _never(*_: object) -> bool:
    return False


async def test_a_second_factor_is_asked_for_after_the_password(panel: Panel) -> None:
    client = await with_anna(panel)
    (anna,) = await panel.services.users.of("daisy")
    secret = pyotp.random_base32()
    await panel.services.users.change("daisy", anna.id, totp=panel.services.vault.seal(secret))
    assert names(await knock(client)) == "second-factor-required"
    code = pyotp.TOTP(secret).now()  # asked for twice, it could be the next half minute's
    assert (await knock(client, code=code)).status_code == 200
    assert names(await knock(client, code=code)) == "wrong-code"


async def test_another_sites_page_signs_nobody_in(panel: Panel) -> None:
    client = await with_anna(panel)
    client.headers["origin"] = "https://evil.example"
    assert names(await knock(client)) == "foreign-request"


async def test_the_first_link_makes_an_operator_and_works_once(panel: Panel) -> None:
    token = await panel.services.links.create(Purpose.FIRST_ADMINISTRATOR)
    body = {"token": token, "name": "Root", "email": "root@x.example", "password": WORD}
    client = panel.client()
    weak = await client.post(f"{API}/first-administrator", json={**body, "password": "short"})
    assert names(weak) == "weak-password"
    made = await client.post(f"{API}/first-administrator", json=body)
    assert (made.status_code, made.json()["user"]["role"]) == (201, "operator")
    assert (await client.get(f"{API}/session")).status_code == 200
    again = await client.post(f"{API}/first-administrator", json=body)
    assert names(again) == "dead-link"


async def mailed_link(panel: Panel) -> str:
    mails = await panel.services.mail.outbox.listing(company="daisy")
    found = re.search(r"token=([\w-]+)", mails[0].mail.text)
    assert found is not None
    return found[1]


async def test_a_forgotten_password_is_replaced_by_a_mailed_link(panel: Panel) -> None:
    client = await with_anna(panel)
    await knock(client)
    assert (await client.post(f"{API}/password-reset", json={"email": EMAIL})).status_code == 202
    url = f"{API}/password-reset/{await mailed_link(panel)}"
    assert names(await client.post(url, json={"password": "short"})) == "weak-password"
    assert (await client.post(url, json={"password": NEW})).status_code == 204
    assert names(await client.get(f"{API}/session")) == "not-signed-in", "sessions end"
    assert names(await client.post(url, json={"password": NEW})) == "dead-link"
    assert (await knock(client, NEW)).status_code == 200


async def test_nobody_learns_who_has_an_account(panel: Panel) -> None:
    client = await with_anna(panel)
    answers = [
        await client.post(f"{API}/password-reset", json={"email": email})
        for email in (EMAIL, "nobody@x.example")
    ]
    assert answers[0].status_code == answers[1].status_code == 202
    assert answers[0].content == answers[1].content
    assert len(await panel.services.mail.outbox.listing(company="daisy")) == 1


@pytest.mark.parametrize("token", ["x", "x" * 43])
async def test_a_made_up_link_does_not_work(panel: Panel, token: str) -> None:
    answer = await panel.client().post(f"{API}/password-reset/{token}", json={"password": NEW})
    assert names(answer) == "dead-link"
