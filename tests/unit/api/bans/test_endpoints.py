"""Bans over HTTP: seen, set, lifted, and whom never to ban; the operator's alone."""

from __future__ import annotations

import time

from ringtree.accounts.role import Permission
from ringtree.security.watch import WRONG_LIMIT
from tests.unit.api.panel import API, Panel, names, pages_of

URL = f"{API}/operator/bans"
THIEF, OTHER = "203.0.113.66", "203.0.113.67"


def guess(panel: Panel, host: str = THIEF) -> bool:
    """Guess until banned, if ever."""
    watch = panel.services.doorkeeper.watch
    for _ in range(WRONG_LIMIT):
        watch.wrong("daisy-101", host, time.time())
    return watch.is_banned(host, time.time())


async def test_a_ban_is_listed_before_it_is_stored_and_lifted(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    assert guess(panel)
    panel.services.doorkeeper.watch.scanner(OTHER, "scanner", time.time())
    kinds = {(row["kind"], row["subject"]) for row in (await client.get(URL)).json()["items"]}
    assert {("source", THIEF), ("slowed", OTHER)} <= kinds
    for subject in (THIEF, OTHER):
        assert (await client.delete(URL, params={"subject": subject})).status_code == 204
    rows = [row["subject"] for row in (await client.get(URL)).json()["items"]]
    assert not any(THIEF in one or OTHER in one for one in rows)
    assert not panel.services.doorkeeper.watch.is_banned(THIEF, time.time())
    again = await client.delete(URL, params={"subject": THIEF})
    assert (again.status_code, names(again)) == (404, "nothing-stops")


async def test_many_bans_come_in_pages(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    made = [f"203.0.113.{number}" for number in range(5)]
    for address in made:
        assert (await client.post(URL, json={"address": address})).status_code == 201
    pages = await pages_of(client, URL, limit=2)
    assert [len(page) for page in pages] == [2, 2, 1]
    told = [row["subject"] for page in pages for row in page]
    assert told == made[::-1], "the newest first"


async def test_what_is_not_stored_yet_has_its_place_among_the_pages(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    await client.post(URL, json={"address": OTHER})
    assert guess(panel)
    panel.services.doorkeeper.watch.scanner("203.0.113.68", "scanner", time.time())
    await client.post(URL, json={"address": "203.0.113.69"})
    told = [row["subject"] for page in await pages_of(client, URL) for row in page]
    assert len(told) == len(set(told)) and {OTHER, THIEF, "203.0.113.68"} <= set(told)
    assert (told[0], told[-1]) == ("203.0.113.69", OTHER)


async def test_an_address_is_banned_by_hand(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    made = await client.post(URL, json={"address": THIEF, "hours": 2})
    assert (made.status_code, made.json()["kind"]) == (201, "source")
    assert panel.services.doorkeeper.watch.is_banned(THIEF, time.time())
    assert names(await client.post(URL, json={"address": "thief"})) == "invalid"


async def test_nobody_of_an_allowed_network_is_banned_until_it_is_taken_back(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    assert guess(panel)
    allowed = await client.put(f"{URL}/allowed", json={"network": "203.0.113.9/24"})
    assert (allowed.json()["subject"], allowed.json()["until"]) == ("203.0.113.0/24", None)
    assert not panel.services.doorkeeper.watch.is_banned(THIEF, time.time())
    assert not guess(panel, OTHER)
    lifted = await client.delete(URL, params={"subject": "203.0.113.0/24"})
    assert lifted.status_code == 204 and guess(panel, OTHER)
    assert names(await client.put(f"{URL}/allowed", json={"network": "x"})) == "invalid"


async def test_no_company_sees_or_lifts_a_ban(panel: Panel) -> None:
    client = await panel.with_key(*set(Permission) - {Permission.OPERATE})
    for method in ("GET", "DELETE"):
        answer = await client.request(method, URL, params={"subject": THIEF})
        assert names(answer) == "not-allowed"
