"""A report is mailed once for each period, at its hour, and not for the time before."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ringtree.accounts.role import Permission
from ringtree.api.reports.mailed import MailedReports, ReportMailer, last_period
from ringtree.api.reports.schemas import NewMailedReport, Period
from ringtree.records.outcome import Outcome
from tests.unit.api.journal.test_endpoints import keep
from tests.unit.api.panel import COMPANY, Panel
from tests.unit.records.test_search import call

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


async def test_at_its_hour_a_day_is_mailed_as_the_journal_has_it(panel: Panel) -> None:
    await MailedReports(panel.services.database).add("daisy", WISH, by="Anna")
    zone = ZoneInfo("Europe/Moscow")
    day = datetime.now(zone).date() + timedelta(days=1)
    noon = datetime.combine(day, time(12), zone).astimezone(UTC)
    gone = {"outcome": Outcome.ABANDONED, "queue": "sales", "waiting": 30.0}
    other_day = call(9, started=noon + timedelta(days=1))
    await keep(
        panel,
        call(1, started=noon),
        call(2, started=noon),
        call(3, started=noon, **gone),
        other_day,
    )
    mailer, outbox = ReportMailer(panel.services), panel.services.mail.outbox
    hour = datetime.combine(day + timedelta(days=1), time(8), zone).astimezone(UTC)
    await mailer.look(hour - timedelta(seconds=1))
    early = {one.mail.id for one in await outbox.listing(company="daisy")}
    await mailer.look(hour)
    (sent,) = [one for one in await outbox.listing(company="daisy") if one.mail.id not in early]

    client = await panel.with_key(Permission.CALLS_READ)
    of_day = {
        "since": f"{day}T00:00:00+03:00",
        "until": f"{day + timedelta(days=1)}T00:00:00+03:00",
    }
    journal = (await client.get(f"{COMPANY}/calls/summary", params=of_day)).json()
    assert journal == {"total": 3, "outcomes": {"answered": 2, "abandoned": 1}}
    assert f"Calls in all: {journal['total']}" in sent.mail.text
    for outcome, count in journal["outcomes"].items():
        assert f"{outcome}: {count}" in sent.mail.text
    await panel.services.records.stop()
