"""The mail of a report: figures of the company, in the reader's words."""

from __future__ import annotations

from datetime import date

import ringtree.flows.nodes  # noqa: F401 - the example's node types
from ringtree.api.reports.letter import letter
from ringtree.api.reports.schemas import MailedReport, Period
from ringtree.company import text
from tests.unit.api.panel import DAISY

GROUP = {"total": 3, "outcomes": {"answered": 2, "abandoned": 1}, "talking": 119, "waiting": 60}
TOTALS = {"total": GROUP, "queues": {"sales": GROUP}, "people": {"": GROUP, "101": GROUP}}
REPORT = MailedReport(
    id="r1", period=Period.WEEK, to=["a@x.example"], language="ru", created_by="A", sent=None
)


def test_the_figures_are_told_by_name() -> None:
    mail = letter(text.load(DAISY), REPORT, date(2026, 11, 16), date(2026, 11, 22), TOTALS)
    assert mail.subject == "Daisy Ltd: звонки за 2026-11-16 – 2026-11-22"
    assert "Всего звонков: 3" in mail.text
    assert "    не дождались: 1" in mail.text
    assert "    Anna Smith: 3 (отвечено: 2)" in mail.text
    assert "<td>Sales</td>" in mail.html
    assert mail.id == "report-r1-2026-11-16"
