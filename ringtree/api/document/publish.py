"""Publishing a text, looking back, and going back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Path, Query

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.document import work
from ringtree.api.document.problems import (
    CasesFail,
    NumberBelongs,
    NumberOfOperator,
    PeopleOverAllowance,
    PromptsNotReady,
    PublishedMeanwhile,
    TrunkOfOperator,
)
from ringtree.api.document.schemas import (
    ChangeView,
    DocumentView,
    Publication,
    Published,
    RevisionRow,
    Rollback,
)
from ringtree.api.document.texts import publishable
from ringtree.api.document.trial import in_workshop
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.company.gate import CasesRun
from ringtree.company.holdings import NumberNotGiven, NumberTaken, TooManyPeople, TrunkNotGiven
from ringtree.company.model import Company
from ringtree.company.revision import Revision, RevisionConflict, UnknownRevision

router = company_router("document")
Reader = Annotated[CompanyScope, needs(Permission.DOCUMENT_READ)]
Writer = Annotated[CompanyScope, needs(Permission.DOCUMENT_WRITE)]
Number = Annotated[int, Path(ge=1, le=10**9, examples=[7])]


@router.get("/document")
async def read_document(scope: Reader) -> DocumentView:
    """The live revision."""
    try:
        return _view(await scope.services.revisions.live(scope.code))
    except UnknownRevision:
        raise NotFound from None


@router.get("/revisions")
async def list_revisions(
    scope: Reader, limit: Limit = 50, cursor: Cursor = None
) -> Page[RevisionRow]:
    """The history, newest first."""
    before = page.place(cursor, int)[0] if cursor else None
    notes = await scope.services.revisions.history(scope.code, limit=limit + 1, before=before)
    live = (await scope.services.revisions.companies()).get(scope.code)
    rows = [
        RevisionRow(
            number=one.number,
            author=one.author,
            note=one.note,
            created=one.created,
            live=one.number == live,
        )
        for one in notes[:limit]
    ]
    return Page(items=rows, next=page.cursor(rows[-1].number) if len(notes) > limit else None)


@router.get("/revisions/{number}")
async def read_revision(number: Number, scope: Reader) -> DocumentView:
    """Any revision, as it was published."""
    return _view(await _revision(scope, number))


@router.get("/revisions/{number}/changes", openapi_extra=page.in_document("changes of everything"))
async def read_changes(
    number: Number, scope: Reader, against: Annotated[int | None, Query(ge=1, le=10**9)] = None
) -> list[ChangeView]:
    """What a revision changed, in words."""
    after = await _revision(scope, number)
    before = against if against is not None else number - 1
    old = (await _revision(scope, before)).text if before > 0 else None
    found = await in_workshop(scope, work.compare, old, after.text, scope.language)
    return [ChangeView(**one) for one in found]


@router.post("/publish", status_code=201)
async def publish_document(body: Publication, scope: Writer) -> Published:
    """Make a text the live revision: linted, its cases run, its prompts spoken beforehand.

    The draft goes if it is what was published.
    """
    return await publish(
        scope,
        body.text,
        note=body.note,
        expected=body.base_revision,
        force_cases=body.force_cases,
    )


@router.post("/revisions/{number}/rollback", status_code=201)
async def roll_back(number: Number, body: Rollback, scope: Writer) -> Published:
    """Publish an old revision's text again, as a new revision."""
    old = await _revision(scope, number)
    note = body.note or f"revision {number} again"
    return await publish(
        scope, old.text, note=note, expected=body.base_revision, force_cases=body.force_cases
    )


async def publish(
    scope: CompanyScope, text: str, *, note: str, expected: int | None, force_cases: bool
) -> Published:
    """Publish a text in the company of the scope.

    Raises:
        ApiProblem: as the problems of this package say.
    """
    company = await publishable(scope, text)
    cases = await _cases(scope, text, force=force_cases)
    await _prepare(scope, company)
    live = (await scope.services.revisions.companies()).get(scope.code)
    try:
        number = await scope.services.revisions.publish_checked(
            company,
            text,
            cases,
            author=scope.principal.author,
            by_operator=scope.principal.is_operator,
            note=note,
            expected_revision=expected,
        )
    except RevisionConflict as conflict:
        raise await _conflict(scope, conflict) from None
    except NumberTaken as error:
        raise NumberBelongs(number=error.number) from None
    except NumberNotGiven as error:
        raise NumberOfOperator(number=error.number) from None
    except TrunkNotGiven as error:
        raise TrunkOfOperator(trunk=error.trunk) from None
    except TooManyPeople as error:
        raise PeopleOverAllowance(people=error.people, allowed=error.allowed) from None
    if number != live:
        before, after = {"revision": live}, {"revision": number, "note": cases.note(note)}
        await scope.audit("publish", "document", scope.code, before=before, after=after)
        await scope.take_over()
    draft = await scope.services.drafts.get(scope.code)
    if draft is not None and draft.text == text:
        await scope.services.drafts.remove(scope.code)
        scope.publish("draft.discarded", {"by": scope.principal.author})
    return Published(revision=number, without_password=await _without_password(scope, company))


async def _cases(scope: CompanyScope, text: str, *, force: bool) -> CasesRun:
    """That the cases pass, or fail and are overridden.

    Raises:
        CasesFail: some fail, and are not.
    """
    results = await in_workshop(scope, work.cases, text, datetime.now(UTC), scope.language)
    failed = [one for one in results if not one["passed"]]
    names = tuple(one["name"] for one in failed)
    if failed and not force:
        raise CasesFail(names="; ".join(names), extra={"cases": failed})
    return CasesRun(names)


async def _prepare(scope: CompanyScope, company: Company) -> None:
    problems = await scope.services.prompts.prepare_all(company)
    if problems:
        places = [{"place": p.where, "language": p.language, "why": p.why} for p in problems]
        listed = ", ".join(one["place"] for one in places)
        raise PromptsNotReady(places=listed, extra={"prompts": places})


async def _conflict(scope: CompanyScope, conflict: RevisionConflict) -> PublishedMeanwhile:
    """Who was quicker, and what that changed."""
    changes: list[object] = []
    if conflict.expected and conflict.live:
        base = await _revision(scope, conflict.expected)
        live = await _revision(scope, conflict.live)
        changes += await in_workshop(scope, work.compare, base.text, live.text, scope.language)
    return PublishedMeanwhile(
        live=conflict.live or 0, extra={"live": conflict.live, "changes": changes}
    )


async def _without_password(scope: CompanyScope, company: Company) -> list[str]:
    known = await scope.services.credentials.load_all(scope.services.settings.realm)
    everybody = [person.extension for person in company.people]
    return [one for one in everybody if company.account(one) not in known]


async def _revision(scope: CompanyScope, number: int) -> Revision:
    try:
        return await scope.services.revisions.get(scope.code, number)
    except UnknownRevision:
        raise NotFound from None


def _view(revision: Revision) -> DocumentView:
    return DocumentView(
        revision=revision.number,
        text=revision.text,
        document=work.data_of(revision.load()),
        author=revision.author,
        note=revision.note,
        created=revision.created,
    )
