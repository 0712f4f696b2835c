"""Trying a text before callers do: check, difference, calendar, cases, proof, imagined calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, ParamSpec, TypeVar

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.document import work
from ringtree.api.document.problems import CallNotImaginable, DocumentInvalid
from ringtree.api.document.schemas import (
    MOST_DAYS,
    CalendarDayView,
    CalendarRequest,
    CaseView,
    ChangeView,
    CheckView,
    DiffRequest,
    DocumentText,
    ImaginedCall,
    ImaginedView,
    ProofView,
    TextOrData,
)
from ringtree.api.document.texts import checked, live_revision
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.company.case import MOST_CASES
from ringtree.company.revision import UnknownRevision

router = company_router("document")
Reader = Annotated[CompanyScope, needs(Permission.DOCUMENT_READ)]
P = ParamSpec("P")
T = TypeVar("T")


@router.post("/document/check")
async def check_document(body: DocumentText, scope: Reader) -> CheckView:
    """What lint says of a text, and the text as data. A wrong text is no error here."""
    return (await checked(scope, body.text)).view


@router.post("/document/text")
async def write_document(body: TextOrData, scope: Reader) -> DocumentText:
    """The live text with this data written into it: comments, order and spelling stay."""
    if body.document is None:
        return DocumentText(text=body.text or "")
    live = await live_revision(scope)
    before = live.text if live else ""
    return DocumentText(text=await in_workshop(scope, work.write, before, body.document))


@router.post("/document/diff", openapi_extra=page.in_document("changes of everything"))
async def compare_document(body: DiffRequest, scope: Reader) -> list[ChangeView]:
    """What publishing a text would change, in words."""
    before = await _text_of(scope, body.against)
    language = body.language or scope.language
    found = await in_workshop(scope, work.compare, before, body.text, language)
    return [ChangeView(**one) for one in found]


@router.post("/document/calendar", openapi_extra=page.whole(MOST_DAYS, f"{MOST_DAYS} days"))
async def list_calendar_days(body: CalendarRequest, scope: Reader) -> list[CalendarDayView]:
    """What happens on each day at one of the text's schedules; `not-found`: it has none such."""
    asked = (body.text, body.schedule, body.first, body.last)
    try:
        found = await in_workshop(scope, work.calendar, *asked)
    except work.NoSuchSchedule:
        raise NotFound from None
    return [CalendarDayView(**one) for one in found]


@router.post(
    "/document/cases", openapi_extra=page.whole(MOST_CASES, f"the {MOST_CASES} cases of a document")
)
async def run_cases(body: DocumentText, scope: Reader) -> list[CaseView]:
    """Run the text's cases: calls that must go as expected."""
    found = await in_workshop(scope, work.cases, body.text, datetime.now(UTC), scope.language)
    return [CaseView(**one) for one in found]


@router.post("/document/proof")
async def prove_document(body: DocumentText, scope: Reader) -> ProofView:
    """Find every way in which a caller could be lost within a year."""
    now, language = datetime.now(UTC), scope.language
    return ProofView(**await in_workshop(scope, work.prove, body.text, now, language))


@router.post("/document/simulate")
async def imagine_call(body: ImaginedCall, scope: Reader) -> ImaginedView:
    """Imagine a call, with the very code of live calls on a virtual clock."""
    story = body.model_dump(exclude={"text"})
    now, language = datetime.now(UTC), scope.language
    found = await in_workshop(scope, work.imagine, body.text, story, now, language)
    return ImaginedView(**found)


async def in_workshop(
    scope: CompanyScope, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Do some work on a text.

    Raises:
        DocumentInvalid: the text is no company.
        CallNotImaginable: the story can't be.
    """
    try:
        return await scope.services.workshop.do(function, *args, **kwargs)
    except work.NotADocument as error:
        raise DocumentInvalid(extra={"problems": error.problems}) from None
    except work.NotImaginable as error:
        raise CallNotImaginable(why=error) from None


async def _text_of(scope: CompanyScope, number: int | None) -> str | None:
    if number is None:
        live = await live_revision(scope)
        return live.text if live else None
    try:
        return (await scope.services.revisions.get(scope.code, number)).text
    except UnknownRevision:
        raise NotFound from None
