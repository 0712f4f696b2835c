"""What an employee sees and does: all of it the own, nothing of others."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, authenticate_anew, needs
from ringtree.api.calling.endpoints import place
from ringtree.api.calling.schemas import NewCall, Placed
from ringtree.api.desk.own import OwnDesk
from ringtree.api.journal.schemas import CallRow
from ringtree.api.live.channel import MOST_LISTENERS, stream
from ringtree.api.live.endpoints import EVENTS, presence_view, say_presence, transfer
from ringtree.api.live.problems import TooManyListeners
from ringtree.api.live.schemas import (
    LiveCall,
    LivePerson,
    OwnTransfer,
    PresenceChange,
    PresenceView,
)
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.people.endpoints import phone_settings
from ringtree.api.people.schemas import PhoneSettings
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.records.search import CallFilter

router = company_router("desk")


class Reason(BaseModel):
    """Why somebody may be not ready: one of the company's list."""

    name: str = Field(examples=["lunch"])
    title: str = Field(examples=["Lunch"])


class DeskView(BaseModel):
    """The own desk as it is now."""

    me: LivePerson
    calls: list[LiveCall]
    reasons: list[Reason]
    settings: PhoneSettings
    last_event: str


@router.get("/me")
async def read_desk(desk: OwnDesk) -> DeskView:
    """Who I am, what I do, which calls are mine, how my telephone registers."""
    services, code = desk.scope.services, desk.scope.code
    last = services.events.last_id
    own = services.live.all_people(code)[desk.extension]
    calls = [one for one in services.live.all_calls(code) if _is_mine(desk, one)]
    reasons = [Reason(name=key, title=one.title) for key, one in desk.company.reasons.items()]
    return DeskView(
        me=LivePerson(**own),
        calls=[LiveCall(**one) for one in calls],
        reasons=reasons,
        settings=phone_settings(services.settings, desk.company.account(desk.extension)),
        last_event=last,
    )


def _is_mine(desk: OwnDesk, call: dict[str, object]) -> bool:
    return desk.extension in (call["caller"], call["called"], call["talks_with"])


@router.put("/me/presence")
async def set_own_presence(body: PresenceChange, desk: OwnDesk) -> PresenceView:
    """Say whether I take calls of the queues."""
    return presence_view(await say_presence(desk.scope, desk.extension, body))


@router.get("/me/calls")
async def list_own_calls(desk: OwnDesk, limit: Limit = 50, cursor: Cursor = None) -> Page[CallRow]:
    """Calls that I made, took or was rung for, newest first."""
    await desk.scope.services.records.flush()
    wanted = CallFilter(company=desk.scope.code, person=desk.extension)
    found = await desk.scope.services.search.page(
        wanted, limit=limit, after=page.instant_and_id(cursor)
    )
    rows = [CallRow(**row) for row in found.rows]
    last = page.cursor(found.last[0].isoformat(), found.last[1]) if found.last else None
    return Page(items=rows, next=last)


@router.post("/me/calls/{call}/transfer", status_code=202)
async def transfer_own_call(call: str, body: OwnTransfer, desk: OwnDesk) -> None:
    """Hand the other side of my own conversation on, as my telephone would."""
    await transfer(desk.scope, call, by=desk.extension, to=body.to)


@router.post("/calls/{call}/callback", status_code=202)
async def call_caller_back(
    call: str, desk: OwnDesk, scope: Annotated[CompanyScope, needs(Permission.CALLS_READ)]
) -> Placed:
    """Call the caller of a call of the journal back: my phones ring first."""
    record = await scope.services.archive.get(call)
    if record is None or record.company != scope.code or not record.caller:
        raise NotFound
    return place(scope, desk.extension, NewCall(number=record.caller))


@router.get("/me/events", response_class=StreamingResponse, responses=EVENTS)  # type: ignore[arg-type]
async def follow_own_events(
    request: Request,
    desk: OwnDesk,
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
    after: Annotated[str | None, Query(max_length=64, description="as Last-Event-ID")] = None,
) -> StreamingResponse:
    """The live channel with my own events alone: my calls, my presence and activity."""
    if len(desk.scope.services.events) >= MOST_LISTENERS:
        raise TooManyListeners

    async def still_allowed() -> bool:
        who = await authenticate_anew(request)
        mine = who is not None and who.company == desk.scope.code
        return mine and who is not None and who.may(Permission.DESK)

    body = stream(
        desk.scope.services.events,
        desk.scope.code,
        last_event_id or after,
        still_allowed=still_allowed,
        wanted=desk.concerns,
    )
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(body, media_type="text/event-stream", headers=headers)
