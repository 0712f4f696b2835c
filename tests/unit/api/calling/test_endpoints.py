"""Calling, forwarding and limits over HTTP."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, Panel

FORWARDING = f"{COMPANY}/people/101/forwarding"


async def test_a_call_that_can_not_be_placed_is_told_why(panel: Panel) -> None:
    async with await panel.with_key(Permission.CALLS_WRITE) as client:
        body = {"extension": "101", "number": "+442079460000"}
        told = await client.post(f"{COMPANY}/calls/placed", json=body)
    assert told.status_code == 422 and "may not be called" in told.json()["detail"]


async def test_a_call_is_placed_and_has_a_record_to_come(panel: Panel) -> None:
    async with await panel.with_key(Permission.CALLS_WRITE) as client:
        body = {"extension": "101", "number": "102"}
        told = await client.post(f"{COMPANY}/calls/placed", json=body)
    assert told.status_code == 202 and told.json()["call"]


async def test_forwarding_is_set_read_and_cleared(panel: Panel) -> None:
    wishes = {
        "rules": [{"when": "no_answer", "target": "102", "after": 15}],
        "waves": [{"targets": ["101"]}, {"targets": ["102"], "delay": 10}],
    }
    async with await panel.with_key(Permission.PEOPLE_READ, Permission.PEOPLE_WRITE) as client:
        told = (await client.put(FORWARDING, json=wishes)).json()
        assert told["rules"][0]["accept"] and told["waves"][1]["delay"] == 10
        assert (await client.get(FORWARDING)).json() == told
        assert panel.app.forwarding.of("daisy", "101").rules[0].target == "102"
        bad = {"rules": [{"when": "busy", "target": "101"}]}
        refused = await client.put(FORWARDING, json=bad)
        assert refused.status_code == 422 and "can't forward to 101" in refused.json()["detail"]
        assert (await client.put(FORWARDING, json={})).json()["rules"] == []
        assert (await client.get(f"{COMPANY}/people/999/forwarding")).status_code == 404


async def test_limits_are_told_with_what_is_used(panel: Panel) -> None:
    async with await panel.with_key(Permission.REPORTS_READ) as client:
        rows = (await client.get(f"{COMPANY}/limits")).json()
    assert {
        "scope": "person",
        "name": "101",
        "night": False,
        "bound": "per_day",
        "used": "0",
        "limit": "1000",
        "by_operator": False,
    } in rows
