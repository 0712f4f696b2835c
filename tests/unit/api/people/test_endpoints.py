"""People and their telephones: passwords shown once, files ready to load."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ringtree.accounts.role import Permission
from ringtree.api.people.endpoints import phone_settings
from ringtree.settings import Settings
from ringtree.sip.hop import Hop
from tests.unit.api.panel import COMPANY, Panel, names

URL = f"{COMPANY}/people"
BOTH = (Permission.PEOPLE_READ, Permission.PEOPLE_WRITE)


async def test_everybody_is_listed_by_internal_number(panel: Panel) -> None:
    rows = (await (await panel.with_key(Permission.PEOPLE_READ)).get(URL)).json()
    assert [(row["extension"], row["queues"]) for row in rows] == [
        ("101", ["sales"]),
        ("102", ["sales"]),
        ("103", ["support"]),
    ]


async def test_a_new_password_is_shown_once_with_files_for_phones(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    assert (await client.get(f"{URL}/101")).json()["has_password"] is False
    answer = await client.put(f"{URL}/101/password")
    body = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert {"Yealink", "Grandstream", "Snom"} <= {file["phone"] for file in body["files"]}
    assert all(body["password"] in file["content"] for file in body["files"])
    assert body["codes"]
    known = await panel.services.credentials.get("daisy-101", "ringtree")
    assert known is not None
    (entry,) = await panel.services.audit.of("daisy")
    assert body["password"] not in f"{entry.before}{entry.after}{entry.key}"
    assert (await client.get(f"{URL}/101")).json()["has_password"] is True
    assert (await client.delete(f"{URL}/101/password")).status_code == 204
    assert await panel.services.credentials.get("daisy-101", "ringtree") is None


async def test_a_password_holds_before_it_is_shown(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[bool] = []

    async def take_over() -> None:
        known = await panel.services.credentials.get("daisy-101", "ringtree")
        stored.append(known is not None)

    monkeypatch.setattr(panel.services, "take_over", take_over)
    client = await panel.with_key(*BOTH)
    await client.put(f"{URL}/101/password")
    await client.delete(f"{URL}/101/password")
    assert stored == [True, False]


async def test_somebody_who_is_not_there(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    for answer in (await client.get(f"{URL}/999"), await client.put(f"{URL}/999/password")):
        assert names(answer) == "not-found"


async def test_registered_telephones_are_seen(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = SimpleNamespace(
        contact="sip:daisy-101@192.0.2.1",
        source=Hop("udp", "192.0.2.1", 5060),
        user_agent="Yealink",
        expires=1_800_000_000.0,
    )
    registrar = SimpleNamespace(contacts=lambda _: [one], is_reachable=lambda _: True)
    monkeypatch.setattr(panel.services, "registrar", registrar)
    body = (await (await panel.with_key(*BOTH)).get(f"{URL}/101")).json()
    assert [device["user_agent"] for device in body["devices"]] == ["Yealink"]
    assert body["registered"]


def test_a_telephone_is_told_where_to_register() -> None:
    settings = Settings.model_validate(
        {"sip_bind": ["tcp:0.0.0.0:5062", "udp:0.0.0.0:5061"], "public_address": "203.0.113.9"}
    )
    told = phone_settings(settings, "daisy-101")
    assert (told.host, told.port, told.transport) == ("203.0.113.9", 5061, "udp")
    assert told.transports == ["tcp", "udp"]
