"""The journal of calls."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.journal import tables
from ringtree.api.journal.filters import Reader, Wanted
from ringtree.api.journal.problems import NoRecording
from ringtree.api.journal.schemas import CallDetail, CallRow, CallsSummary
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.flows.simulation.why import why
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord

router = company_router("journal")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BINARY = {200: {"content": {"audio/wav": {}}, "description": "the sound; Range is served"}}


@router.get("/calls")
async def list_calls(
    scope: Reader, wanted: Wanted, limit: Limit = 50, cursor: Cursor = None
) -> Page[CallRow]:
    """Calls that have ended, newest first."""
    await scope.services.records.flush()
    found = await scope.services.search.page(wanted, limit=limit, after=page.instant_and_id(cursor))
    rows = [CallRow(**row) for row in found.rows]
    last = page.cursor(found.last[0].isoformat(), found.last[1]) if found.last else None
    return Page(items=rows, next=last)


@router.get("/calls/summary")
async def summarize_calls(scope: Reader, wanted: Wanted) -> CallsSummary:
    """How many calls the same filter finds."""
    await scope.services.records.flush()
    counts = await scope.services.search.count(wanted)
    outcomes = {Outcome(name): number for name, number in counts.items()}
    return CallsSummary(total=sum(counts.values()), outcomes=outcomes)


@router.get("/calls.csv", response_class=StreamingResponse)
async def download_calls_csv(scope: Reader, wanted: Wanted) -> StreamingResponse:
    """The same calls as a table, however many."""
    await scope.services.records.flush()
    rows = scope.services.search.each(wanted, most=tables.MOST_CSV)
    return StreamingResponse(
        tables.csv_of(rows, scope.language, _zone(scope)),
        media_type="text/csv; charset=utf-8",
        headers=_download(scope, "csv"),
    )


@router.get("/calls.xlsx", response_class=Response)
async def download_calls_xlsx(scope: Reader, wanted: Wanted) -> Response:
    """The same calls as a workbook; the newest 50,000."""
    await scope.services.records.flush()
    body = await scope.services.workshop.do(
        tables.workbook, scope.services.database.url, wanted, scope.language, _zone(scope)
    )
    return Response(body, media_type=XLSX, headers=_download(scope, "xlsx"))


def _download(scope: CompanyScope, kind: str) -> dict[str, str]:
    name = f"calls-{scope.code}.{kind}"
    return {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}


def _zone(scope: CompanyScope) -> Any:
    live = scope.services.directory.company(scope.code)
    return live.company.zone if live else UTC


@router.get("/calls/{call}")
async def read_call(call: str, scope: Reader) -> CallDetail:
    """A call with its whole way through the tree of its revision."""
    record = await _found(scope, call)
    written = record.to_dict()
    for entry, told in zip(record.trace, written["trace"], strict=True):
        told["why"] = why(entry, scope.language)
    for leg in written["legs"]:
        leg["recording"] = leg["recording"] is not None  # where it is kept is the server's affair
    return CallDetail(record=written, recordings=[leg.id for leg in record.legs if leg.recording])


@router.get("/calls/{call}/recording", response_class=FileResponse, responses=_BINARY)  # type: ignore[arg-type]
async def listen_to_call(
    request: Request,
    call: str,
    scope: Annotated[CompanyScope, needs(Permission.RECORDINGS_READ)],
    leg: Annotated[str | None, Query(max_length=64, description="by default the first")] = None,
) -> FileResponse:
    """The sound of a call, or of one of its legs. Listening is audited."""
    record = await _found(scope, call)
    file = _recording(scope, record, leg)
    if file is None:
        raise NoRecording
    if request.headers.get("range", "bytes=0-").startswith("bytes=0-"):
        await scope.audit("listen", "call", call)
    return FileResponse(
        file, media_type="audio/wav", headers={"cache-control": "private, max-age=3600"}
    )


def _recording(scope: CompanyScope, record: CallRecord, leg: str | None) -> Path | None:
    root = scope.services.settings.data_dir.resolve()
    for one in record.legs:
        if one.recording is not None and leg in (None, one.id):
            file = (root / one.recording).resolve()
            if file.is_relative_to(root) and file.is_file():
                return file
    return None


async def _found(scope: CompanyScope, call: str) -> CallRecord:
    await scope.services.records.flush()
    record = await scope.services.archive.get(call)
    if record is None or record.company != scope.code:
        raise NotFound
    return record
