"""The operator sees what operators did, wherever it was, and nothing else."""

from __future__ import annotations

from ringtree.accounts.role import Permission, Role
from tests.unit.api.panel import API, Panel, names, pages_of

URL = f"{API}/operator/audit"


async def test_what_operators_did_is_read_page_by_page(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    await client.put(f"{API}/operator/companies/daisy/allowance", json={"people": 10})
    await client.post(f"{API}/operator/bans", json={"address": "203.0.113.66", "hours": 1})
    pages = await pages_of(client, URL)
    assert [[(row["company"], row["noun"]) for row in page] for page in pages] == [
        [(None, "ban")],
        [("daisy", "allowance")],
    ]


async def test_a_company_does_not_see_it(panel: Panel) -> None:
    company = await panel.signed_in(Role.ADMINISTRATOR)
    assert names(await company.get(URL)) == "not-allowed"
