"""Reports that come by mail: who wants which, and sending what is due.

A report is due at its hour of the company's day after its period. Its mail has an id made of the
report and the period: however often a server is restarted, it is sent once.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import structlog
from sqlalchemy import delete, insert, select, update

from ringtree.accounts.tokens import new_id
from ringtree.api.problem import ApiProblem
from ringtree.api.reports import work
from ringtree.api.reports.letter import letter
from ringtree.api.reports.schemas import MailedReport, NewMailedReport, Period
from ringtree.api.services import Services
from ringtree.company.model import Company
from ringtree.records.search import CallFilter
from ringtree.storage.database import Database, DatabaseFailure
from ringtree.storage.tables_reports import mailed_reports

log = structlog.get_logger(__name__)

MOST_REPORTS = 50
#: Seconds between two looks for what is due.
LOOK = 60.0


class UnknownReport(Exception):
    """The company has no such mailed report."""

    def __init__(self, report: str) -> None:
        super().__init__(f"there is no mailed report {report!r}")
        self.report = report


class MailedReports:
    """The stored wishes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, company: str) -> list[MailedReport]:
        """A company's, oldest first."""
        return [one for owner, one in await self.all() if owner == company]

    async def all(self) -> list[tuple[str, MailedReport]]:
        """Everybody's, with the company's code."""
        query = select(mailed_reports).order_by(mailed_reports.c.created, mailed_reports.c.id)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        fields = MailedReport.model_fields
        return [(row["company"], MailedReport(**{n: row[n] for n in fields})) for row in rows]

    async def add(self, company: str, wish: NewMailedReport, *, by: str) -> MailedReport:
        """Keep a wish. The period that is over already is not mailed any more."""
        made = MailedReport(**wish.model_dump(), id=new_id(), created_by=by, sent=None)
        row = {**made.model_dump(mode="json"), "company": company, "created": datetime.now(UTC)}
        async with self._database.write() as connection:
            await connection.execute(insert(mailed_reports).values(**row))
        return made

    async def remove(self, company: str, report: str) -> None:
        """Forget a wish.

        Raises:
            UnknownReport: this company has no such one.
        """
        wanted = (mailed_reports.c.id == report) & (mailed_reports.c.company == company)
        async with self._database.write() as connection:
            if not (await connection.execute(delete(mailed_reports).where(wanted))).rowcount:
                raise UnknownReport(report)

    async def sent(self, report: str, period: str) -> None:
        """Remember that a period was mailed."""
        this = mailed_reports.c.id == report
        async with self._database.write() as connection:
            await connection.execute(update(mailed_reports).where(this).values(sent=period))


def last_period(period: Period, hour: int, now: datetime) -> tuple[date, date]:
    """First day of the period that is due at `now`, a local time, and the day after its last."""
    # Before the hour, yesterday's report is not due yet.
    today = (now - timedelta(hours=hour)).date()
    if period is Period.DAY:
        return today - timedelta(days=1), today
    if period is Period.WEEK:
        end = today - timedelta(days=today.weekday())
        return end - timedelta(days=7), end
    end = today.replace(day=1)
    return (end - timedelta(days=1)).replace(day=1), end


class ReportMailer:
    """Mails what is due, as a task of the server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._reports = MailedReports(services.database)

    async def run(self) -> None:
        """Look every minute, for ever."""
        while True:
            await asyncio.sleep(LOOK)
            try:
                await self.look(datetime.now(UTC))
            except (ApiProblem, *DatabaseFailure) as error:
                log.warning("reports can't be mailed now", error=str(error))

    async def look(self, now: datetime) -> None:
        """Mail every report that is due at `now`, aware.

        Raises:
            DatabaseFailure, ApiProblem: not now; the next look tries again.
        """
        for code, report in await self._reports.all():
            live = self._services.directory.company(code)
            if live is None:
                continue
            first, end = last_period(report.period, report.hour, now.astimezone(live.company.zone))
            if report.sent == first.isoformat():
                continue
            if report.sent is not None or await self._began_before(report, end, live.company):
                await self._mail(code, live.company, report, first, end)
            await self._reports.sent(report.id, first.isoformat())

    async def _began_before(self, report: MailedReport, end: date, company: Company) -> bool:
        """Whether the wish is older than the period's end: nobody asked for what was before."""
        query = select(mailed_reports.c.created).where(mailed_reports.c.id == report.id)
        async with self._services.database.read() as connection:
            created = (await connection.execute(query)).scalar_one()
        began: bool = created < datetime.combine(end, time(), company.zone)
        return began

    async def _mail(
        self, code: str, company: Company, report: MailedReport, first: date, end: date
    ) -> None:
        since, until = (datetime.combine(day, time(), company.zone) for day in (first, end))
        wanted = CallFilter(company=code, since=since, until=until)
        await self._services.records.flush()
        totals: dict[str, Any] = await self._services.workshop.do(
            work.call_totals, self._services.database.url, wanted, company.timezone
        )
        made = letter(company, report, first, end - timedelta(days=1), totals)
        await self._services.mail.enqueue(made)
