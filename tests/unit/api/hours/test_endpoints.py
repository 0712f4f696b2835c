"""Working hours over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.accounts.role import Permission
from ringtree.routing.directory import Snapshot
from tests.unit.api.panel import COMPANY, Panel

RULES = {
    "weekly": {"monday..sunday": "00:00-24:00"},
    "exceptions": [{"name": "stocktaking", "date": "2036-12-30", "closed": True}],
}
OVERRIDE = f"{COMPANY}/hours/office/override"


@pytest.fixture
async def hours(panel: Panel) -> Panel:
    """Daisy, open day and night."""
    live = panel.app.directory.company("daisy")
    assert live is not None
    company = live.company.model_copy(update={"schedules": {"office": RULES}})
    panel.app.directory.publish(Snapshot(company, live.revision))
    return panel


async def test_hours_are_told_in_words_and_as_data(hours: Panel) -> None:
    async with await hours.with_key(Permission.PEOPLE_READ) as client:
        (office,) = (await client.get(f"{COMPANY}/hours")).json()
    assert office["open"] and office["override"] is None
    assert office["status"].startswith("It is open now.")


async def test_an_override_holds_at_once_with_who_and_why(hours: Panel) -> None:
    async with await hours.with_key(Permission.HOURS_OVERRIDE) as client:
        body = {"what": "closed", "until": "revoked", "why": "flood"}
        told = (await client.put(OVERRIDE, json=body)).json()
        held = hours.app.overrides.get("daisy", "office")
        assert held is not None and held.why == "flood" and held.who
        assert not told["open"] and told["override"]["until"] == "revoked"
        told = (await client.delete(OVERRIDE)).json()
    assert told["open"] and hours.app.overrides.get("daisy", "office") is None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"what": "lunch"}, 422),
        ({"what": "open", "until": "time"}, 422),
        ({"what": "open", "until": "time", "ends_at": "2020-01-01T00:00:00Z"}, 422),
        ({"what": "open", "until": "time", "ends_at": "2036-01-01T00:00:00"}, 422),
    ],
)
async def test_what_contradicts_itself_is_refused(
    hours: Panel, body: dict[str, Any], status: int
) -> None:
    async with await hours.with_key(Permission.HOURS_OVERRIDE) as client:
        answer = await client.put(OVERRIDE, json=body)
    assert answer.status_code == status
    assert hours.app.overrides.get("daisy", "office") is None


async def test_it_needs_the_right_and_a_schedule(hours: Panel) -> None:
    async with await hours.with_key(Permission.PEOPLE_READ) as client:
        assert (await client.put(OVERRIDE, json={"what": "open"})).status_code == 403
    async with await hours.with_key(Permission.HOURS_OVERRIDE) as client:
        elsewhere = OVERRIDE.replace("office", "store")
        assert (await client.put(elsewhere, json={"what": "open"})).status_code == 404
