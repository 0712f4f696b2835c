"""The mail of a report: figures of the company, in the reader's words."""

from __future__ import annotations

from datetime import date

import ringtree.flows.nodes  # noqa: F401 - the example's node types
from ringtree.api.reports.letter import MOST_WAYS, letter
from ringtree.api.reports.schemas import MailedReport, Period
from ringtree.company import text
from tests.unit.api.panel import DAISY

GROUP = {"total": 3, "outcomes": {"answered": 2, "abandoned": 1}, "talking": 119, "waiting": 60}
WAY = {"number": "+74950000001", "kind": "queue", "place": "main/sales", "outcome": "abandoned"}
FLOW = {"total": 3, "links": [{**WAY, "calls": 3}]}
TOTALS = {
    "total": GROUP,
    "queues": {"sales": GROUP},
    "people": {"": GROUP, "101": GROUP},
    "flow": FLOW,
}
REPORT = MailedReport(
    id="r1", period=Period.WEEK, to=["a@x.example"], language="ru", created_by="A", sent=None
)


def test_the_figures_are_told_by_name() -> None:
    mail = letter(text.load(DAISY), REPORT, date(2026, 11, 16), date(2026, 11, 22), TOTALS)
    assert mail.subject == "Daisy Ltd: звонки за 16.11.2026 – 22.11.2026"
    assert "Всего звонков: 3" in mail.text
    assert "    не дождались: 1" in mail.text
    assert "    Anna Smith: 3 (отвечено: 2)" in mail.text
    assert "<td>Sales</td>" in mail.html
    assert mail.id == "report-r1-2026-11-16"


def test_the_way_of_incoming_calls_is_told_as_on_the_page() -> None:
    english = REPORT.model_copy(update={"language": "en"})
    more = [{**WAY, "number": "", "kind": "none", "place": "", "calls": 1}] * (MOST_WAYS + 4)
    flow = {"total": 27, "links": [*FLOW["links"], *more]}
    day = date(2026, 11, 16)
    mail = letter(text.load(DAISY), english, day, day, {**TOTALS, "flow": flow})
    assert mail.subject == "Daisy Ltd: calls of 16 Nov 2026"
    assert "    +74950000001 → queue “Sales” → abandoned: 3" in mail.text
    assert "    no number of yours → no tree → abandoned: 1" in mail.text
    assert "    the rest: 5" in mail.text
