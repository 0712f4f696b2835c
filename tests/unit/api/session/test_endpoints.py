"""The own account: sessions, profile, password, second factor."""

from __future__ import annotations

from typing import Any

import pyotp
import pytest

from ringtree.accounts.role import Role
from tests.unit.api.panel import API, Panel, names

WORD, NEW = "four horses at a bridge", "seven cats behind a barn"


async def signed_in(panel: Panel) -> tuple[Any, Any]:
    client = await panel.signed_in(Role.SUPERVISOR, extension="101")
    (user,) = await panel.services.users.of("daisy")
    stored = await panel.services.passwords.hash(WORD)
    await panel.services.users.change("daisy", user.id, password=stored)
    return client, user


async def test_a_session_says_who_and_where_and_what_may_be_done(panel: Panel) -> None:
    client = await panel.signed_in(Role.SUPERVISOR, extension="101")
    body = (await client.get(f"{API}/session")).json()
    assert body["company"] == {
        "code": "daisy",
        "name": "Daisy Ltd",
        "timezone": "Europe/Moscow",
    }
    assert (body["user"]["role"], body["user"]["extension"]) == ("supervisor", "101")
    assert "live:act" in body["user"]["permissions"]
    assert body["csrf"] == client.headers["x-csrf-token"]


async def test_a_program_has_no_session(panel: Panel) -> None:
    assert names(await (await panel.with_key()).get(f"{API}/session")) == "not-signed-in"


async def test_signing_out_ends_the_session_for_good(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE)
    cookie = dict(client.cookies)
    assert (await client.delete(f"{API}/session")).status_code == 204
    client.cookies.update(cookie)
    assert names(await client.get(f"{API}/session")) == "not-signed-in"


async def test_sessions_elsewhere_are_seen_and_ended(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE)
    (user,) = await panel.services.users.of("daisy")
    for _ in range(2):
        await panel.services.sessions.start(user.id, address="192.0.2.9", user_agent="phone")
    rows = (await client.get(f"{API}/sessions")).json()
    assert [row["current"] for row in rows].count(True) == 1
    other = next(row for row in rows if not row["current"])
    assert (await client.delete(f"{API}/sessions/{other['id']}")).status_code == 204
    assert names(await client.delete(f"{API}/sessions/{other['id']}")) == "not-found"
    await client.delete(f"{API}/sessions")
    assert [row["current"] for row in (await client.get(f"{API}/sessions")).json()] == [True]


async def test_a_profile_changes_and_the_change_is_audited(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE)
    body = (await client.patch(f"{API}/session/profile", json={"language": "ru"})).json()
    assert body["user"]["language"] == "ru"
    (entry,) = await panel.services.audit.of("daisy")
    assert (entry.before["language"], entry.after["language"]) == ("en", "ru")


async def test_a_password_is_changed_by_who_knows_the_old_one(panel: Panel) -> None:
    client, _ = await signed_in(panel)
    url = f"{API}/session/password"
    wrong = await client.put(url, json={"current": "x", "password": NEW})
    assert names(wrong) == "wrong-password"
    weak = await client.put(url, json={"current": WORD, "password": "short"})
    assert (names(weak), weak.json()["reason"]) == ("weak-password", "short")
    done = await client.put(url, json={"current": WORD, "password": NEW})
    assert done.status_code == 204


@pytest.mark.parametrize("right", [True, False])
async def test_a_second_factor_counts_once_it_was_proved(panel: Panel, right: bool) -> None:
    client, user = await signed_in(panel)
    url = f"{API}/session/second-factor"
    secret = (await client.post(url)).json()["secret"]
    code = pyotp.TOTP(secret).now()
    code = code if right else f"{(int(code) + 1) % 1_000_000:06}"
    answer = await client.put(url, json={"secret": secret, "code": code, "password": WORD})
    assert answer.status_code == (200 if right else 401)
    stored = await panel.services.users.by_id(user.id)
    assert (stored.totp is not None) is right
    assert secret not in str(stored.totp)
    ended = await client.request("DELETE", url, json={"password": WORD})
    assert ended.status_code == 204
    assert (await panel.services.users.by_id(user.id)).totp is None


async def test_recovery_codes_are_shown_once_and_open_once_and_the_log_says_so(
    panel: Panel,
) -> None:
    client, user = await signed_in(panel)
    url, codes_url = f"{API}/session/second-factor", f"{API}/session/second-factor/recovery-codes"
    early = await client.post(codes_url, json={"password": WORD})
    assert names(early) == "no-second-factor"
    secret = (await client.post(url)).json()["secret"]
    proof = {"secret": secret, "code": pyotp.TOTP(secret).now(), "password": WORD}
    shown = await client.put(url, json=proof)
    first = shown.json()["codes"]
    assert (len(set(first)), shown.headers["cache-control"]) == (10, "no-store")
    assert (await client.get(f"{API}/session")).json()["user"]["recovery_codes"] == 10

    door = panel.client()
    entry = {"email": user.email, "password": WORD}
    assert names(await door.post(f"{API}/session", json=entry)) == "second-factor-required"
    entered = await door.post(f"{API}/session", json={**entry, "code": first[0]})
    assert entered.json()["user"]["recovery_codes"] == 9
    again = await panel.client().post(f"{API}/session", json={**entry, "code": first[0]})
    assert names(again) == "wrong-code"

    assert names(await client.post(codes_url, json={"password": "x"})) == "wrong-password"
    second = (await client.post(codes_url, json={"password": WORD})).json()["codes"]
    stale = await panel.client().post(f"{API}/session", json={**entry, "code": first[1]})
    assert names(stale) == "wrong-code"
    log = [(one.action, one.after) for one in await panel.services.audit.of("daisy")]
    assert ("use recovery code", {"recovery_codes": 9}) in log
    assert "renew recovery codes" in dict(log)
    assert not any(code in str(log) for code in (*first, *second))
    await client.request("DELETE", url, json={"password": WORD})
    assert await panel.services.recovery.left(user.id) == 0
