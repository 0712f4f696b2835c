"""Callbacks over HTTP."""

from __future__ import annotations

from ringtree.accounts.role import Permission, Role
from tests.unit.api.panel import COMPANY, DAISY, Panel, names

BOTH = (Permission.CALLS_READ, Permission.CALLS_WRITE)
URL = f"{COMPANY}/callbacks"


async def offering(panel: Panel) -> None:
    """Daisy's queue for sales calls people back."""
    changed = DAISY.replace("    title: Sales\n", "    title: Sales\n    callbacks: {}\n", 1)
    assert changed != DAISY
    await panel.publish(changed)


async def test_somebody_is_to_be_called_back_once(panel: Panel) -> None:
    await offering(panel)
    client = await panel.with_key(*BOTH)
    asked = {"queue": "sales", "number": "+442079460001", "name": "Vera"}
    first = await client.post(URL, json=asked)
    assert first.status_code == 201
    body = first.json()
    assert (body["number"], body["state"], body["source"]) == ("+442079460001", "waiting", "api")
    again = await client.post(URL, json=asked)
    assert (again.status_code, again.json()["id"]) == (200, body["id"])
    assert [one["id"] for one in (await client.get(URL)).json()["items"]] == [body["id"]]
    cancelled = await client.delete(f"{URL}/{body['id']}")
    assert cancelled.json()["state"] == "cancelled"
    waiting = await client.get(URL, params={"state": "waiting"})
    assert waiting.json() == {"items": [], "next": None}


async def test_a_callback_says_what_it_needs_of_whoever_takes_it(panel: Panel) -> None:
    await offering(panel)
    client = await panel.with_key(*BOTH)
    needs = {"priority": 5, "required": {"german": 3}, "preferred": {"sales": 1}}
    asked = {"queue": "sales", "number": "+442079460003", **needs}
    assert (await client.post(URL, json=asked)).json()["needs"] == needs
    for wrong in ({"priority": 11}, {"required": {"german": 0}}, {"required": {"": 1}}):
        assert names(await client.post(URL, json={**asked, **wrong})) == "invalid"


async def test_whether_a_person_or_a_program_asked_is_known(panel: Panel) -> None:
    await offering(panel)
    supervisor = await panel.signed_in(Role.SUPERVISOR)
    asked = await supervisor.post(URL, json={"queue": "sales", "number": "+442079460002"})
    assert asked.json()["source"] == "web"


async def test_what_can_not_be_done_is_a_problem(panel: Panel) -> None:
    await offering(panel)
    client = await panel.with_key(*BOTH)
    bad = await client.post(URL, json={"queue": "sales", "number": "12345"})
    assert names(bad) == "number-not-callable"
    none = await client.post(URL, json={"queue": "support", "number": "+442079460001"})
    assert names(none) == "callbacks-not-offered"
    assert names(await client.delete(f"{URL}/none")) == "not-found"
    reader = await panel.with_key(Permission.CALLS_READ)
    refused = await reader.post(URL, json={"queue": "sales", "number": "+442079460001"})
    assert refused.status_code == 403


async def test_callbacks_come_in_pages(panel: Panel) -> None:
    await offering(panel)
    client = await panel.with_key(*BOTH)
    for number in range(3):
        asked = {"queue": "sales", "number": f"+44207946000{number}"}
        assert (await client.post(URL, json=asked)).status_code == 201
    first = (await client.get(URL, params={"limit": 2})).json()
    rest = (await client.get(URL, params={"limit": 2, "cursor": first["next"]})).json()
    told = [one["number"] for one in (*first["items"], *rest["items"])]
    assert sorted(told) == [f"+44207946000{number}" for number in range(3)]
    assert rest["next"] is None
