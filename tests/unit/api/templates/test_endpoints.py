"""First steps: from facts to a whole tree."""

from __future__ import annotations

from typing import Any

import ringtree.flows.nodes  # noqa: F401 - the templates' node types
from ringtree.company import text
from tests.unit.api.panel import API, Panel, names

STEPS: dict[str, Any] = {
    "template": "office",
    "code": "tulip",
    "name": "Tulip",
    "language": "en",
    "number": "+74950000009",
    "trunk": ["203.0.113.7"],
    "people": [{"extension": "201", "name": "Ann"}, {"extension": "202", "name": "Bob"}],
    "weekly": {"monday..friday": ["10:00-19:00"]},
    "mail": "office@tulip.example",
}


async def test_facts_become_a_company(panel: Panel) -> None:
    client = await panel.with_key()
    titles = {row["name"]: row["title"] for row in (await client.get(f"{API}/templates")).json()}
    assert titles["office"] == "Small office"
    body = (await client.post(f"{API}/templates/build", json=STEPS)).json()
    company = text.load(body["text"])
    assert (company.code, company.main_number, len(company.people)) == ("tulip", "+74950000009", 2)


async def test_what_cannot_be_is_refused(panel: Panel) -> None:
    client = await panel.with_key()
    url = f"{API}/templates/build"
    assert names(await client.post(url, json={**STEPS, "template": "zoo"})) == "not-found"
    for wrong in ({"number": "112"}, {"people": []}, {"mail": "x"}, {"timezone": "Moscow"}):
        assert names(await client.post(url, json={**STEPS, **wrong})) == "invalid", wrong


async def test_a_tree_is_drawn_for_a_company_that_there_is(panel: Panel) -> None:
    client = await panel.with_key()
    wishes = {"name": "Tulip", "language": "en", "extensions": ["201"], "mailbox": "office"}
    taken = {"trees": ["main"], "schedules": ["office"]}
    url = f"{API}/templates/office/tree"
    drawn = (await client.post(url, json={**wishes, "taken": taken})).json()
    assert drawn["tree"] == "main2" and list(drawn["parts"]["schedules"]) == ["office2"]
    nodes = drawn["parts"]["trees"]["main2"]["nodes"]
    assert nodes["message"]["mailbox"] == "office" and "mailboxes" not in drawn["parts"]


async def test_a_tree_of_no_template_and_wrong_wishes_are_refused(panel: Panel) -> None:
    client = await panel.with_key()
    wishes = {"name": "Tulip", "extensions": ["201"]}
    assert names(await client.post(f"{API}/templates/zoo/tree", json=wishes)) == "not-found"
    url = f"{API}/templates/office/tree"
    for wrong in ({"extensions": ["x"]}, {"mail": "x"}, {"name": ""}):
        assert names(await client.post(url, json={**wishes, **wrong})) == "invalid", wrong
