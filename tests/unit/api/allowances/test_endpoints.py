"""What an operator lets a company use."""

from __future__ import annotations

from ringtree.accounts.role import Permission, Role
from tests.unit.api.panel import API, COMPANY, Panel, names

URL = f"{API}/operator/companies/daisy/allowance"


async def test_an_operator_sets_it_and_the_company_sees_it(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    assert not any((await client.get(URL)).json().values())
    body = {"people": 10, "simultaneous": 4}
    answer = (await client.put(URL, json=body)).json()
    assert (answer["people"], answer["simultaneous"], answer["per_day"]) == (10, 4, None)
    assert (await client.get(URL)).json() == answer
    company = await panel.signed_in(Role.ADMINISTRATOR)
    rows = (await company.get(f"{COMPANY}/limits")).json()
    found = [(one["bound"], one["used"], one["limit"]) for one in rows if one["by_operator"]]
    assert found == [("people", "3", "10"), ("simultaneous", "0", "4")]


async def test_the_company_s_log_says_what_it_was_and_became(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    await client.put(URL, json={"people": 10})
    await client.put(URL, json={"people": 5})
    company = await panel.signed_in(Role.ADMINISTRATOR)
    entries = (await company.get(f"{COMPANY}/audit")).json()["items"]
    last = next(one for one in entries if one["noun"] == "allowance")
    assert (last["before"], last["after"]) == ({"people": 10}, {"people": 5})


async def test_a_company_cannot_set_its_own(panel: Panel) -> None:
    company = await panel.signed_in(Role.ADMINISTRATOR)
    assert names(await company.put(URL, json={})) == "not-allowed"
    assert names(await company.get(URL)) == "not-allowed"


async def test_what_cannot_be_is_refused(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    nobody = URL.replace("daisy", "lily")
    assert (
        names(await client.get(nobody)) == names(await client.put(nobody, json={})) == "not-found"
    )
    for wrong in ({"people": -1}, {"money_per_day": 5}, {"longest_call": 0}):
        assert names(await client.put(URL, json=wrong)) == "invalid", wrong


async def test_a_company_with_too_many_people_is_told_whom_to_ask(panel: Panel) -> None:
    operator = await panel.with_key(Permission.OPERATE, company=None)
    await operator.put(URL, json={"people": 3})
    company = await panel.signed_in(Role.ADMINISTRATOR)
    live = (await company.get(f"{COMPANY}/document")).json()
    more = live["text"].replace("people:\n", "people:\n  - {extension: '199', name: Ann}\n")
    body = {"text": more, "base_revision": live["revision"], "note": ""}
    refused = await company.post(f"{COMPANY}/publish", json=body)
    assert (refused.status_code, names(refused)) == (403, "too-many-people")
    assert "4" in refused.json()["detail"] and "3" in refused.json()["detail"]
