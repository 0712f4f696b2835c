"""A report is mailed once for each period, at its hour, and not for the time before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ringtree.api.reports.mailed import MailedReports, ReportMailer, last_period
from ringtree.api.reports.schemas import NewMailedReport, Period
from tests.unit.api.panel import Panel

WISH = NewMailedReport(period=Period.DAY, hour=8, to=["boss@daisy.example"], language="en")


@pytest.mark.parametrize(
    ("period", "now", "first", "end"),
    [
        (Period.DAY, (2026, 11, 25, 8), (2026, 11, 24), (2026, 11, 25)),
        (Period.DAY, (2026, 11, 25, 7), (2026, 11, 23), (2026, 11, 24)),
        (Period.WEEK, (2026, 11, 25, 8), (2026, 11, 16), (2026, 11, 23)),
        (Period.WEEK, (2026, 11, 23, 7), (2026, 11, 9), (2026, 11, 16)),
        (Period.MONTH, (2026, 3, 1, 8), (2026, 2, 1), (2026, 3, 1)),
        (Period.MONTH, (2026, 1, 1, 7), (2025, 11, 1), (2025, 12, 1)),
    ],
)
def test_the_period_that_is_due(
    period: Period, now: tuple[int, ...], first: tuple[int, ...], end: tuple[int, ...]
) -> None:
    assert last_period(period, 8, datetime(*now)) == (date(*first), date(*end))  # type: ignore[arg-type]


async def test_each_period_is_mailed_once(panel: Panel) -> None:
    await panel.services.records.start()
    mailer = ReportMailer(panel.services)
    await MailedReports(panel.services.database).add("daisy", WISH, by="Anna")
    now = datetime.now(UTC)
    await mailer.look(now)
    outbox = panel.services.mail.outbox
    assert await outbox.listing(company="daisy") == [], "nobody asked for yesterday's"
    for days in (1, 1, 2):
        await mailer.look(now + timedelta(days=days))
    mails = await outbox.listing(company="daisy")
    assert len(mails) == 2
    assert mails[0].mail.to == ("boss@daisy.example",)
    assert "Calls in all: 0" in mails[0].mail.text
    (report,) = await MailedReports(panel.services.database).of("daisy")
    assert report.sent is not None
    await panel.services.records.stop()
