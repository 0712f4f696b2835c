"""People go out as a table and come back into the text."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, DAISY, Panel, names

BOTH = (Permission.PEOPLE_READ, Permission.DOCUMENT_WRITE)


async def test_a_table_goes_out_and_comes_back(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    table = (await client.get(f"{COMPANY}/people.csv")).text
    assert "101,Anna Smith,,,sales" in table
    table += "104,Dora,,,support\n"
    answer = await client.post(f"{COMPANY}/import/people", json={"text": DAISY, "table": table})
    body = answer.json()
    assert (body["added"], body["changed"], body["problems"]) == (["104"], [], [])
    assert "# Daisy Ltd" in body["text"], "comments stay"
    assert 'agents: [103, "104"]' in body["text"]


async def test_mistakes_are_told_by_line_in_the_readers_language(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    url = f"{COMPANY}/import/people"
    body = (await client.post(url, json={"text": DAISY, "table": "extension\nx\n"})).json()
    assert body["problems"] == [{"line": 2, "message": "'x' is no internal number"}]
    russian = {"accept-language": "ru"}
    asked = {"text": DAISY, "table": "extension\nx\n"}
    body = (await client.post(url, json=asked, headers=russian)).json()
    assert body["problems"] == [{"line": 2, "message": "«x» — не внутренний номер"}]
    broken = await client.post(url, json={"text": "code: [", "table": "extension\n"})
    assert names(broken) == "document-invalid"
