"""Reports to look at, and reports that come by mail."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Query

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.journal.filters import call_filter, company_time
from ringtree.api.moment import Moment
from ringtree.api.problem import NotFound
from ringtree.api.reports import work
from ringtree.api.reports.mailed import MOST_REPORTS, MailedReports, UnknownReport
from ringtree.api.reports.problems import IntervalsTooFine, PeriodBackwards, ReportsFull
from ringtree.api.reports.schemas import (
    CallsReport,
    MailedReport,
    NewMailedReport,
    QueuesReport,
)
from ringtree.api.route import company_router
from ringtree.records.search import CallFilter

router = company_router("reports")
Reader = Annotated[CompanyScope, needs(Permission.REPORTS_READ)]
Writer = Annotated[CompanyScope, needs(Permission.REPORTS_WRITE)]
LONGEST = timedelta(days=400)


@router.get("/reports/calls")
async def report_calls(
    scope: Reader, wanted: Annotated[CallFilter, Depends(call_filter)]
) -> CallsReport:
    """What the calls of a filter add up to: the very calls that the journal lists for it."""
    await scope.services.records.flush()
    live = scope.services.directory.company(scope.code)
    zone = live.company.timezone if live else "UTC"
    found = await scope.services.workshop.do(
        work.call_totals, scope.services.database.url, wanted, zone
    )
    return CallsReport(**found)


@router.get("/reports/queues")
async def report_queues(
    scope: Reader,
    since: Moment,
    until: Moment,
    every: Annotated[float | None, Query(ge=60, le=10**7, description="seconds")] = None,
    within: Annotated[
        float | None, Query(ge=1, le=3600, description="seconds; by default each queue's own")
    ] = None,
    short: Annotated[
        float | None, Query(ge=0, le=60, description="seconds of a short abandon; as above")
    ] = None,
) -> QueuesReport:
    """Queues and agents: joined, answered, abandoned, waits, service level, occupancy.

    Times without a zone are the company's.
    """
    since, until = company_time(scope, since), company_time(scope, until)
    _require_order(since, until)
    await scope.services.records.flush()
    live = scope.services.directory.company(scope.code)
    if live is None:
        raise NotFound
    try:
        found = await scope.services.workshop.do(
            work.queue_report,
            scope.services.database.url,
            live.company.model_dump_json(exclude_unset=True),
            since,
            until,
            every=every,
            within=within,
            short=short,
        )
    except work.TooFine as error:
        raise IntervalsTooFine(count=error.count) from None
    return QueuesReport(**found)


def _require_order(since: datetime, until: datetime) -> None:
    if not timedelta(0) < until - since <= LONGEST:
        raise PeriodBackwards(days=LONGEST.days)


@router.get(
    "/reports/mailed",
    openapi_extra=page.whole(
        MOST_REPORTS, f"the {MOST_REPORTS} reports that a company may have mailed"
    ),
)
async def list_mailed_reports(scope: Writer) -> list[MailedReport]:
    """Who gets which report by mail."""
    return await MailedReports(scope.services.database).of(scope.code)


@router.post("/reports/mailed", status_code=201)
async def mail_report(body: NewMailedReport, scope: Writer) -> MailedReport:
    """Have the report of each day, week or month mailed after its end."""
    reports = MailedReports(scope.services.database)
    if len(await reports.of(scope.code)) >= MOST_REPORTS:
        raise ReportsFull(most=MOST_REPORTS)
    made = await reports.add(scope.code, body, by=scope.principal.author)
    await scope.audit("create", "mailed report", made.id, after=body.model_dump(mode="json"))
    return made


@router.delete("/reports/mailed/{report}", status_code=204)
async def stop_mailing_report(report: str, scope: Writer) -> None:
    """Mail this report no more."""
    reports = MailedReports(scope.services.database)
    before = next((one for one in await reports.of(scope.code) if one.id == report), None)
    try:
        await reports.remove(scope.code, report)
    except UnknownReport:
        raise NotFound from None
    shown = before.model_dump(mode="json") if before is not None else None
    await scope.audit("remove", "mailed report", report, before=shown)
