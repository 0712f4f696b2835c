"""The company's draft: kept with each change, and never overwritten unseen."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response

from ringtree.accounts.role import Permission
from ringtree.api.access import CompanyScope, needs
from ringtree.api.conditional import IfMatch, etag, require_match
from ringtree.api.document import work
from ringtree.api.document.schemas import DraftChange, DraftView
from ringtree.api.document.texts import checked, live_revision
from ringtree.api.problem import NotFound, PreconditionFailed
from ringtree.api.route import company_router
from ringtree.company.drafts import Draft, DraftConflict

router: APIRouter = company_router("document")
Reader = Annotated[CompanyScope, needs(Permission.DOCUMENT_READ)]
Writer = Annotated[CompanyScope, needs(Permission.DOCUMENT_WRITE)]


@router.get("/draft")
async def read_draft(scope: Reader, response: Response) -> DraftView:
    """What was drawn and not published yet; `not-found` when there is nothing of the kind."""
    draft = await scope.services.drafts.get(scope.code)
    if draft is None:
        raise NotFound
    return await _view(scope, response, draft)


@router.put("/draft")
async def save_draft(
    body: DraftChange, scope: Writer, response: Response, if_match: IfMatch = None
) -> DraftView:
    """Keep the draft as it is now, however unfinished, and say what lint thinks of it.

    `If-Match` is the ETag of the draft that was changed; without it there must be none yet.
    """
    before = await scope.services.drafts.get(scope.code)
    require_match(if_match, _tag(before), _about(before))
    text = body.text
    if body.document is not None:
        text = await scope.services.workshop.do(
            work.write, await _text_before(scope, before), body.document
        )
    assert text is not None, "either text or document"
    try:
        after = await scope.services.drafts.put(
            scope.code,
            text,
            author=scope.principal.author,
            base_revision=body.base_revision or (before.base_revision if before else None),
            version=before.version if before else None,
        )
    except DraftConflict as conflict:
        raise _conflict(conflict) from None
    scope.publish("draft.saved", {"version": after.version, "by": after.changed_by})
    return await _view(scope, response, after)


@router.delete("/draft", status_code=204)
async def discard_draft(scope: Writer, if_match: IfMatch = None) -> None:
    """Throw the draft away; with `If-Match`, only if nobody has changed it since."""
    before = await scope.services.drafts.get(scope.code)
    if before is None:
        return
    if if_match is not None:
        require_match(if_match, _tag(before), _about(before))
    try:
        await scope.services.drafts.remove(scope.code, version=before.version)
    except DraftConflict as conflict:
        raise _conflict(conflict) from None
    lost = {"version": before.version, "changed_by": before.changed_by}
    await scope.audit("discard", "draft", scope.code, before=lost)
    scope.publish("draft.discarded", {"by": scope.principal.author})


async def _text_before(scope: CompanyScope, draft: Draft | None) -> str:
    if draft is not None:
        return draft.text
    live = await live_revision(scope)
    return live.text if live else ""


async def _view(scope: CompanyScope, response: Response, draft: Draft) -> DraftView:
    response.headers["etag"] = _tag(draft) or ""
    found = await checked(scope, draft.text)
    live = scope.services.directory.company(scope.code)
    return DraftView(
        **found.view.model_dump(),
        text=draft.text,
        version=draft.version,
        base_revision=draft.base_revision,
        live_revision=live.revision if live else None,
        changed=draft.changed,
        changed_by=draft.changed_by,
    )


def _tag(draft: Draft | None) -> str | None:
    # The instant tells a new draft with the number of an old one apart.
    return etag(draft.company, draft.version, draft.changed) if draft else None


def _about(draft: Draft | None) -> dict[str, object]:
    if draft is None:
        return {}
    return {"changed_by": draft.changed_by, "changed": draft.changed.isoformat()}


def _conflict(conflict: DraftConflict) -> PreconditionFailed:
    current = conflict.current
    return PreconditionFailed(extra={**_about(current), "etag": _tag(current)})
