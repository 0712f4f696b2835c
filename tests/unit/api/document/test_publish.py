"""Publishing: linted, tried, spoken, noted; and never over somebody else's."""

from __future__ import annotations

import pytest

from ringtree.accounts.role import Permission, Role
from ringtree.company.holdings import Holdings
from ringtree.prompts.library import PromptProblem
from tests.unit.api.document.test_trial import CASE
from tests.unit.api.panel import API, COMPANY, DAISY, ROSE, Panel, names

URL = f"{COMPANY}/publish"
BOTH = (Permission.DOCUMENT_READ, Permission.DOCUMENT_WRITE)
ANNA_LEFT = DAISY.replace("Anna Smith", "Zoe Smith")


async def test_a_publication_is_the_next_revision_with_its_note(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    answer = await client.post(URL, json={"text": ANNA_LEFT, "note": "Zoe", "base_revision": 1})
    assert answer.status_code == 201, answer.text
    assert answer.json() == {"revision": 2, "without_password": ["101", "102", "103"]}
    live = (await client.get(f"{COMPANY}/document")).json()
    assert (live["revision"], live["text"], live["note"]) == (2, ANNA_LEFT, "Zoe")
    (entry,) = await panel.services.audit.of("daisy")
    assert (entry.before["revision"], entry.after["revision"]) == (1, 2)


async def test_the_draft_that_was_published_is_gone_and_another_stays(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    await client.put(f"{COMPANY}/draft", json={"text": ANNA_LEFT})
    await client.post(URL, json={"text": DAISY.replace("Boris", "Bob")})
    assert (await client.get(f"{COMPANY}/draft")).status_code == 200
    await client.post(URL, json={"text": ANNA_LEFT})
    assert (await client.get(f"{COMPANY}/draft")).status_code == 404


async def test_nobody_publishes_over_what_he_has_not_seen(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    await client.post(URL, json={"text": ANNA_LEFT, "base_revision": 1})
    other = DAISY.replace("Boris Cooper", "Bob Cooper")
    lost = await client.post(URL, json={"text": other, "base_revision": 1})
    assert (lost.status_code, names(lost), lost.json()["live"]) == (409, "published-meanwhile", 2)
    assert "Zoe Smith" in lost.json()["changes"][0]["words"]


async def test_what_lint_refuses_is_not_published(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    for wrong in ("code: [", DAISY.replace("tree: main", "tree: mian")):
        refused = await client.post(URL, json={"text": wrong})
        assert names(refused) == "document-invalid"
        assert refused.json()["problems"][0]["line"]


async def test_another_companys_text_is_refused(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    assert names(await client.post(URL, json={"text": ROSE})) == "foreign-document"


async def test_a_company_takes_no_number_by_itself_free_or_not(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    for number in ("+74950000002", "+74950000099"):
        text = DAISY.replace("+74950000001", number)
        refused = await client.post(URL, json={"text": text})
        assert (refused.status_code, names(refused)) == (403, "number-not-given")
        assert number in refused.json()["detail"]
    holdings = Holdings(panel.services.database)
    await holdings.give("daisy", ["+74950000099"])
    assert (await client.post(URL, json={"text": text})).status_code == 201
    # What was given stays the company's while it is not used.
    assert ("+74950000001", "daisy") in await holdings.all()
    assert (await client.post(URL, json={"text": DAISY})).status_code == 201


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("max_calls: 100", "max_calls: 101"),
        ("trunks:\n", 'trunks:\n  mine: {addresses: ["203.0.113.77"]}\n'),
    ],
)
async def test_a_company_writes_no_trunk_by_itself_but_its_operator_does(
    panel: Panel, before: str, after: str
) -> None:
    client = await panel.with_key(*BOTH)
    text = DAISY.replace(before, after)
    assert text != DAISY
    refused = await client.post(URL, json={"text": text})
    assert (refused.status_code, names(refused)) == (403, "trunk-not-given")
    operator = await panel.signed_in(Role.OPERATOR, company=None)
    inside = await operator.post(f"{API}/operator/companies/daisy/sign-in")
    operator.headers["x-csrf-token"] = inside.json()["csrf"]
    assert (await operator.post(URL, json={"text": text})).status_code == 201
    changed = text.replace("Anna Smith", "Zoe Smith")
    assert (await client.post(URL, json={"text": changed})).status_code == 201
    again = await client.post(f"{COMPANY}/revisions/1/rollback", json={})
    assert again.status_code == (403 if "max_calls" in before else 201)


async def test_failing_cases_stop_it_unless_overridden_and_noted(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    text = ANNA_LEFT + CASE.replace("answered", "busy")
    refused = await client.post(URL, json={"text": text})
    assert names(refused) == "cases-failed"
    assert refused.json()["cases"][0]["faults"]
    forced = await client.post(URL, json={"text": text, "force_cases": True, "note": "so be it"})
    assert forced.status_code == 201
    note = (await client.get(f"{COMPANY}/document")).json()["note"]
    assert note == "so be it [forced, although cases fail: Anna is asked for]"


async def test_what_cannot_be_spoken_is_said_before_callers_meet_silence(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    panel.services.prompts.problems.append(PromptProblem("trees.main", "en", "no voice"))
    refused = await client.post(URL, json={"text": ANNA_LEFT})
    assert names(refused) == "prompts-not-ready"
    assert refused.json()["prompts"][0]["why"] == "no voice"


async def test_history_is_paged_compared_and_gone_back_to(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    await client.post(URL, json={"text": ANNA_LEFT, "note": "Zoe"})
    url = f"{COMPANY}/revisions"
    first = (await client.get(url, params={"limit": 1})).json()
    assert [(row["number"], row["live"]) for row in first["items"]] == [(2, True)]
    rest = (await client.get(url, params={"limit": 1, "cursor": first["next"]})).json()
    assert ([row["number"] for row in rest["items"]], rest["next"]) == ([1], None)
    (change,) = (await client.get(f"{url}/2/changes")).json()
    assert "Zoe Smith" in change["words"]
    assert len((await client.get(f"{url}/1/changes")).json()) > 1
    assert (await client.post(f"{url}/1/rollback", json={})).json()["revision"] == 3
    assert (await client.get(f"{url}/3")).json()["text"] == DAISY
    assert names(await client.get(f"{url}/9")) == "not-found"
    assert names(await client.get(url, params={"cursor": "x"})) == "bad-cursor"
