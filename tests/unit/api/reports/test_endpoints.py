"""Reports: always what the journal lists."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from ringtree.accounts.role import Permission
from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction
from ringtree.records.trace import TraceEntry
from tests.unit.api.journal.test_endpoints import keep
from tests.unit.api.panel import COMPANY, Panel, names
from tests.unit.records.test_search import call, hop

URL = f"{COMPANY}/reports"
RIGHTS = (Permission.REPORTS_READ, Permission.REPORTS_WRITE, Permission.CALLS_READ)
WISH = {"period": "day", "hour": 8, "to": ["boss@daisy.example"], "language": "en"}


@pytest.fixture(autouse=True)
async def writer(panel: Panel) -> Any:
    yield
    await panel.services.records.stop()


async def test_a_report_is_what_the_journal_lists(panel: Panel) -> None:
    gone = {"outcome": Outcome.ABANDONED, "queue": "sales", "waiting": 30.0}
    await keep(panel, call(1, **gone), call(2), call(3, **gone), call(4, company="rose"))
    client = await panel.with_key(*RIGHTS)
    for asked in (
        {},
        {"queue": "sales"},
        {"outcome": "answered"},
        {"until": "2026-11-24T12:02:00Z"},
    ):
        report = (await client.get(f"{URL}/calls", params=asked)).json()
        journal = (await client.get(f"{COMPANY}/calls", params=asked)).json()["items"]
        assert report["total"]["total"] == len(journal), asked
        summary = (await client.get(f"{COMPANY}/calls/summary", params=asked)).json()
        assert report["total"]["outcomes"] == summary["outcomes"]


async def test_the_flow_is_what_the_journal_lists_of_incoming_calls(panel: Panel) -> None:
    at_menu = [TraceEntry(node="menu", type="menu", entered=0.0, tree="main")]
    waited = [hop("sales")]
    await keep(
        panel,
        call(1, trace=at_menu, outcome=Outcome.ABANDONED),
        call(2, trace=waited, queue="sales"),
        call(3, trace=waited, queue="sales", outcome=Outcome.ABANDONED),
        call(4, direction=Direction.OUTGOING),
        call(5, company="rose"),
    )
    client = await panel.with_key(*RIGHTS)
    for asked in ({}, {"queue": "sales"}, {"until": "2026-11-24T12:02:00Z"}):
        flow = (await client.get(f"{URL}/calls", params=asked)).json()["flow"]
        incoming = {**asked, "direction": "inbound"}
        summary = (await client.get(f"{COMPANY}/calls/summary", params=incoming)).json()
        outcomes: Counter[str] = Counter()
        for link in flow["links"]:
            outcomes[link["outcome"]] += link["calls"]
        assert dict(outcomes) == summary["outcomes"], asked
        assert flow["total"] == sum(summary["outcomes"].values())
    places = {(one["kind"], one["place"]) for one in flow["links"]}
    assert ("tree", "main/menu") in places


async def test_queues_have_their_figures(panel: Panel) -> None:
    client = await panel.with_key(*RIGHTS)
    period = {"since": "2026-11-24T00:00:00+03:00", "until": "2026-11-25T00:00:00+03:00"}
    body = (await client.get(f"{URL}/queues", params={**period, "every": 3600})).json()
    assert set(body["queues"]) == {"sales", "support"}
    assert len(body["intervals"]) == 24
    backwards = {"since": period["until"], "until": period["since"]}
    assert names(await client.get(f"{URL}/queues", params=backwards)) == "bad-period"
    long = {**period, "until": "2027-11-24T00:00:00+03:00", "every": 60}
    assert names(await client.get(f"{URL}/queues", params=long)) == "intervals-too-fine"


async def test_reports_are_ordered_by_mail_and_cancelled(panel: Panel) -> None:
    client = await panel.with_key(*RIGHTS)
    made = (await client.post(f"{URL}/mailed", json=WISH)).json()
    assert (await client.get(f"{URL}/mailed")).json() == [made]
    assert (await client.delete(f"{URL}/mailed/{made['id']}")).status_code == 204
    assert names(await client.delete(f"{URL}/mailed/{made['id']}")) == "not-found"
    assert names(await client.post(f"{URL}/mailed", json={**WISH, "to": []})) == "invalid"


async def test_a_company_has_so_many_and_no_more(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ringtree.api.reports import endpoints

    monkeypatch.setattr(endpoints, "MOST_REPORTS", 1)
    client = await panel.with_key(*RIGHTS)
    await client.post(f"{URL}/mailed", json=WISH)
    assert names(await client.post(f"{URL}/mailed", json=WISH)) == "too-many-reports"
