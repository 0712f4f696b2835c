"""The own desk: mine, and nothing of others."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.accounts.role import Role
from ringtree.api.desk import endpoints
from ringtree.api.live import endpoints as live
from ringtree.flows.handing_on import CannotTransfer
from tests.unit.api.journal.test_endpoints import keep
from tests.unit.api.panel import COMPANY, Panel, names
from tests.unit.records.test_search import call

URL = f"{COMPANY}/me"


@pytest.fixture(autouse=True)
async def writer(panel: Panel) -> Any:
    yield
    await panel.services.records.stop()


async def test_an_employee_sees_the_own_desk_and_calls(panel: Panel) -> None:
    await keep(panel, call(1, answered_by="101"), call(2, answered_by="102"), call(3, caller="101"))
    client = await panel.signed_in(Role.EMPLOYEE, extension="101")
    body = (await client.get(URL)).json()
    assert (body["me"]["extension"], body["me"]["queues"]) == ("101", ["sales"])
    assert (body["settings"]["account"], body["calls"]) == ("daisy-101", [])
    rows = (await client.get(f"{URL}/calls")).json()["items"]
    assert [row["id"] for row in rows] == ["c003", "c001"]


async def test_an_employee_says_the_own_presence_and_nobody_elses(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE, extension="101")
    said = await client.put(f"{URL}/presence", json={"presence": "not_ready"})
    assert (said.json()["extension"], said.json()["presence"]) == ("101", "not_ready")
    other = await client.put(f"{COMPANY}/people/102/presence", json={"presence": "ready"})
    assert names(other) == "not-allowed"


async def test_nothing_of_others_is_shown(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE, extension="101")
    for path in ("live", "events", "calls", "calls.csv", "document", "users", "audit", "keys"):
        assert names(await client.get(f"{COMPANY}/{path}")) == "not-allowed", path


async def test_without_an_internal_number_there_is_no_desk(panel: Panel) -> None:
    for extension in (None, "999"):
        client = await panel.signed_in(Role.EMPLOYEE, extension=extension)
        assert names(await client.get(URL)) == "no-desk"


async def test_the_own_channel_tells_the_own_alone(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Any] = []

    async def once(_bus: Any, _company: str, _after: str, *, wanted: Any, **_: Any) -> Any:
        kept.append(wanted)
        yield b""

    monkeypatch.setattr(endpoints, "stream", once)
    client = await panel.signed_in(Role.EMPLOYEE, extension="101")
    await client.get(f"{URL}/events")
    publish = panel.services.events.publish
    told = [
        publish("daisy", "person.changed", {"extension": "101"}),
        publish("daisy", "person.changed", {"extension": "102"}),
        publish("daisy", "call.answered", {"by": "101"}),
        publish("daisy", "call.started", {"caller": "102", "called": "103"}),
        publish("daisy", "queue.changed", {"name": "sales"}),
        publish("daisy", "draft.saved", {"by": "101"}),
    ]
    assert [kept[0](event) for event in told] == [True, False, True, False, False, False]


async def test_a_caller_of_the_journal_is_called_back_from_the_own_phones(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[str, str, str]] = []

    class Click:
        def place(self, code: str, extension: str, number: str, **_: Any) -> str:
            begun.append((code, extension, number))
            return "c9"

    monkeypatch.setattr(panel.services, "click_to_call", Click())
    await keep(panel, call(1), call(2, company="rose"), call(3, caller=""))
    client = await panel.signed_in(Role.SUPERVISOR, extension="101")
    assert (await client.post(f"{COMPANY}/calls/c001/callback")).json()["call"] == "c9"
    assert begun == [("daisy", "101", "+79210000001")]
    for other in ("c002", "c003", "c999"):
        assert names(await client.post(f"{COMPANY}/calls/{other}/callback")) == "not-found"


async def test_an_employee_rings_nobody_elses_phones(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE, extension="101")
    asked = {"extension": "102", "number": "+79211234567"}
    assert names(await client.post(f"{COMPANY}/calls/placed", json=asked)) == "not-allowed"


async def test_an_employee_hands_on_the_own_call_alone(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def hand_on(_calls: Any, *what: str, **whom: str) -> None:
        asked.append((*what, whom))
        if what[1] != "mine":
            raise CannotTransfer("102 does not talk in this call", "102 не разговаривает")

    monkeypatch.setattr(live, "hand_on", hand_on)
    client = await panel.signed_in(Role.EMPLOYEE, extension="102")
    url = f"{URL}/calls/mine/transfer"
    # Who hands it on is who has signed in, whatever else is sent.
    sent = {"to": "101", "extension": "101"}
    assert (await client.post(url, json=sent)).status_code == 202
    assert asked == [("daisy", "mine", {"by": "102", "to": "101"})]
    others = await client.post(f"{URL}/calls/theirs/transfer", json={"to": "101"})
    assert names(others) == "cannot-transfer"
    (kept,) = await panel.services.audit.of("daisy")
    assert (kept.action, kept.after) == ("transfer", {"extension": "102", "to": "101"})
