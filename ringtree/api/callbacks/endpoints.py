"""Callbacks over HTTP: they stand in the same queue as those of callers."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from ringtree.accounts.principal import PrincipalKind
from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.callbacks.problems import (
    CallbacksNotOffered,
    NumberNotCallable,
    TooManyCallbacks,
)
from ringtree.api.callbacks.schemas import CallbackRequestBody, CallbackView
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.callbacks.callback import CallbackState, Source
from ringtree.callbacks.rules import NotOffered
from ringtree.callbacks.service import TooManyOpen
from ringtree.callbacks.store import UnknownCallback
from ringtree.routing.e164 import BadNumber

router = company_router("callbacks")
Reader = Annotated[CompanyScope, needs(Permission.CALLS_READ)]
Writer = Annotated[CompanyScope, needs(Permission.CALLS_WRITE)]


@router.get("/callbacks")
async def list_callbacks(
    scope: Reader,
    state: Annotated[CallbackState | None, Query(description="only those")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[CallbackView]:
    """Callbacks, the newest first."""
    found = await scope.services.callbacks.listing(
        scope.code, state=state, limit=limit + 1, before=page.instant_and_id(cursor)
    )
    rows = found[:limit]
    more = page.cursor(rows[-1].requested.isoformat(), rows[-1].id) if found[limit:] else None
    return Page(items=[CallbackView.of(one) for one in rows], next=more)


@router.post("/callbacks", status_code=201)
async def ask_for_callback(
    body: CallbackRequestBody, scope: Writer, response: Response
) -> CallbackView:
    """Have somebody called back. A number that is to be called already is answered with 200."""
    try:
        callback, is_new = await scope.services.callbacks.request(
            scope.code,
            body.queue,
            body.number,
            source=Source.WEB if scope.principal.kind is PrincipalKind.USER else Source.API,
            by=scope.principal.name,
            name=body.name,
            language=body.language,
            needs=body.needs(),
        )
    except NotOffered:
        raise CallbacksNotOffered(queue=body.queue) from None
    except BadNumber:
        raise NumberNotCallable(number=body.number) from None
    except TooManyOpen:
        raise TooManyCallbacks from None
    if not is_new:
        response.status_code = 200
    await scope.audit("ask", "callback", callback.id, after=callback.to_dict())
    return CallbackView.of(callback)


@router.delete("/callbacks/{callback}")
async def cancel_callback(callback: str, scope: Writer) -> CallbackView:
    """Call somebody back no more; what is over stays as it ended."""
    open_ones = scope.services.callbacks.open(scope.code)
    before = next((one.to_dict() for one in open_ones if one.id == callback), None)
    try:
        found = await scope.services.callbacks.cancel(scope.code, callback)
    except UnknownCallback:
        raise NotFound from None
    await scope.audit("cancel", "callback", callback, before=before, after=found.to_dict())
    return CallbackView.of(found)
