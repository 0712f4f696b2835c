"""Watching a company, and acting on what is seen."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Query, Request
from fastapi.responses import StreamingResponse

from ringtree.accounts.role import Permission
from ringtree.api.access import CompanyScope, authenticate_anew, needs
from ringtree.api.live.channel import MOST_LISTENERS, stream
from ringtree.api.live.problems import (
    CallOverProblem,
    CannotHandOn,
    CannotMove,
    ReasonUnknown,
    TooManyListeners,
)
from ringtree.api.live.schemas import (
    LiveView,
    MoveRequest,
    PresenceChange,
    PresenceView,
    TransferRequest,
)
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.flows.handing_on import CannotTransfer, hand_on
from ringtree.flows.service import NowhereToMove, UnknownCall
from ringtree.presence.said import Said, UnknownPerson, UnknownReason

router = company_router("live")
Watcher = Annotated[CompanyScope, needs(Permission.LIVE_READ)]
Actor = Annotated[CompanyScope, needs(Permission.LIVE_ACT)]
EVENTS = {200: {"content": {"text/event-stream": {}}, "description": "events, for as long as open"}}


@router.get("/live")
async def read_live(scope: Watcher) -> LiveView:
    """Everything that goes on now, and the event up to which it is true."""
    last = scope.services.events.last_id
    return LiveView(last_event=last, **scope.services.live.company(scope.code))


@router.get("/events", response_class=StreamingResponse, responses=EVENTS)  # type: ignore[arg-type]
async def follow_events(
    request: Request,
    scope: Watcher,
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
    after: Annotated[str | None, Query(max_length=64, description="as Last-Event-ID")] = None,
) -> StreamingResponse:
    """The live channel: server-sent events, with replay after `Last-Event-ID`.

    `ready` begins a fresh channel; `reset` means that events are missing: read `live` anew;
    `dropped` that this reader was too slow: come back.
    """
    if len(scope.services.events) >= MOST_LISTENERS:
        raise TooManyListeners

    async def still_allowed() -> bool:
        who = await authenticate_anew(request)
        return who is not None and who.company == scope.code and who.may(Permission.LIVE_READ)

    body = stream(
        scope.services.events,
        scope.code,
        last_event_id or after,
        still_allowed=still_allowed,
    )
    # A proxy that buffers would hold events back.
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(body, media_type="text/event-stream", headers=headers)


@router.post("/calls/{call}/hang-up", status_code=202)
async def hang_up_call(call: str, scope: Actor) -> None:
    """End a call, for both sides."""
    try:
        scope.services.calls.end(scope.code, call)
    except UnknownCall:
        raise CallOverProblem from None
    await scope.audit("hang up", "call", call)


@router.post("/calls/{call}/move", status_code=202)
async def move_call(call: str, body: MoveRequest, scope: Actor) -> None:
    """Take a caller out of whatever they are in, and go on at a node of their revision."""
    try:
        scope.services.calls.move(scope.code, call, body.tree, body.node)
    except UnknownCall:
        raise CallOverProblem from None
    except NowhereToMove:
        raise CannotMove(tree=body.tree, node=body.node) from None
    await scope.audit("move", "call", call, after=body.model_dump())


@router.post("/calls/{call}/transfer", status_code=202)
async def transfer_call(call: str, body: TransferRequest, scope: Actor) -> None:
    """Hand a person's conversation on, by the person's own permissions."""
    await transfer(scope, call, by=body.extension, to=body.to)


async def transfer(scope: CompanyScope, call: str, *, by: str, to: str) -> None:
    """Hand a person's conversation on.

    Raises:
        CannotHandOn: the person talks in no such call, or may not call there.
    """
    try:
        hand_on(scope.services.calls.calls, scope.code, call, by=by, to=to)
    except CannotTransfer as error:
        raise CannotHandOn(by=by, to=to, why=error) from None
    await scope.audit("transfer", "call", call, after={"extension": by, "to": to})


@router.put("/people/{extension}/presence")
async def set_presence(extension: str, body: PresenceChange, scope: Actor) -> PresenceView:
    """Say for somebody whether they take calls of the queues."""
    before = scope.services.presence.of(scope.code, extension)
    after = await say_presence(scope, extension, body)
    states = [{"presence": one.presence.value, "reason": one.reason} for one in (before, after)]
    await scope.audit("change", "presence", extension, before=states[0], after=states[1])
    return presence_view(after)


async def say_presence(scope: CompanyScope, extension: str, body: PresenceChange) -> Said:
    """Change a presence.

    Raises:
        NotFound: the company has nobody with this internal number.
        ReasonUnknown: the reason is not on its list.
    """
    try:
        return await scope.services.presence.say(
            scope.code,
            extension,
            body.presence,
            reason=body.reason,
            by=scope.principal.author,
        )
    except UnknownPerson:
        raise NotFound from None
    except UnknownReason as error:
        known = ", ".join(error.known) or "-"
        raise ReasonUnknown(reason=error.reason, known=known) from None


def presence_view(said: Said) -> PresenceView:
    """A presence as the API shows it."""
    return PresenceView(
        extension=said.extension,
        presence=said.presence,
        reason=said.reason,
        at=said.at,
        by=said.by,
    )
