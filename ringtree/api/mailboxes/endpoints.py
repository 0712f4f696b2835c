"""Mailboxes: how full each is, its PIN, and its greetings as uploads."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query, Request, Response

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.mailboxes.finding import box_of, by
from ringtree.api.mailboxes.problems import BadGreeting, GuessablePin, NoSound
from ringtree.api.mailboxes.schemas import GreetingView, MailboxView, NewPin, RecordedGreeting
from ringtree.api.messages.sound import SOUND, sound_response
from ringtree.api.moment import ZonedMoment
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.prompts.wav import BadSound
from ringtree.voicemail import audio
from ringtree.voicemail.greetings import GreetingKind, Recorded
from ringtree.voicemail.message import BoxKey

router = company_router("mailboxes")
Reader = Annotated[CompanyScope, needs(Permission.CALLS_READ)]
Owner = Annotated[CompanyScope, needs(Permission.DOCUMENT_WRITE)]


@router.get("/mailboxes", openapi_extra=page.in_document("mailboxes"))
async def list_mailboxes(scope: Reader) -> list[MailboxView]:
    """Every mailbox, and how full it is."""
    service, live = scope.services.voicemail, scope.services.directory.company(scope.code)
    found = []
    for box in live.company.mailboxes.values() if live else ():
        key = BoxKey(scope.code, box.name)
        counts = service.counts(key)
        recorded = service.greetings.of(key)
        found.append(
            MailboxView(
                name=box.name,
                title=box.title,
                person=box.person,
                new=counts.new,
                old=counts.old,
                urgent=counts.urgent_new,
                most=box.max_messages,
                bytes=counts.size,
                has_pin=await service.pins.has(key, box),
                greetings=sorted(kind.value for kind in recorded),
                recorded=[_recorded(kind, one) for kind, one in sorted(recorded.items())],
            )
        )
    return found


def _recorded(kind: GreetingKind, one: Recorded) -> RecordedGreeting:
    holds = one.holds(datetime.now(UTC))
    return RecordedGreeting(kind=kind, seconds=one.seconds, until=one.until, holds=holds)


@router.put("/mailboxes/{name}/pin", status_code=204)
async def set_mailbox_pin(name: str, body: NewPin, scope: Owner) -> None:
    """Set the PIN for listening by phone; it can't be read again."""
    service, box = scope.services.voicemail, box_of(scope, name)
    found = service.find(scope.code, name)
    if found is None:
        raise NotFound
    had = await service.pins.has(BoxKey(scope.code, name), box)
    if await service.pins.set(found[0], box, body.pin, by=by(scope)) is not None:
        raise GuessablePin
    await scope.audit("set-pin", "mailbox", name, before={"pin": had}, after={"pin": True})


@router.delete("/mailboxes/{name}/pin", status_code=204)
async def remove_mailbox_pin(name: str, scope: Owner) -> None:
    """Take the PIN away: from outside the mailbox is then shut."""
    box = box_of(scope, name)
    service, found = scope.services.voicemail, scope.services.voicemail.find(scope.code, name)
    had = found is not None and await service.pins.has(BoxKey(scope.code, name), box)
    if found is not None:
        await service.pins.remove(found[0], box, by=by(scope))
    await scope.audit("remove-pin", "mailbox", name, before={"pin": had}, after={"pin": False})


@router.post("/uploads/mailboxes/{name}/greetings/{kind}", status_code=201)
async def upload_greeting(
    request: Request,
    name: str,
    kind: GreetingKind,
    scope: Owner,
    until: Annotated[ZonedMoment | None, Query(description="when it ends, with its zone")] = None,
) -> GreetingView:
    """Upload a greeting in the place of the one before: a recording of any usual format."""
    box_of(scope, name)
    try:
        sound = await scope.services.prompts.uploads.convert(await request.body())
    except BadSound as error:
        raise BadGreeting(why=error) from None
    ends = until.astimezone() if until is not None else None
    key = BoxKey(scope.code, name)
    before = _shown(scope, key, kind)
    await scope.services.voicemail.greeting_desk.set(key, kind, sound, by=by(scope), until=ends)
    after = _shown(scope, key, kind)
    await scope.audit("upload", "greeting", f"{name}/{kind.value}", before=before, after=after)
    shown = ends.isoformat() if ends else None
    return GreetingView(kind=kind.value, seconds=len(sound) / 8000, until=shown)


def _shown(scope: CompanyScope, key: BoxKey, kind: GreetingKind) -> dict[str, object] | None:
    """What the audit log keeps of a greeting."""
    found = scope.services.voicemail.greetings.of(key).get(kind)
    return _recorded(kind, found).model_dump(mode="json") if found is not None else None


@router.get("/mailboxes/{name}/greetings/{kind}", response_class=Response, responses=SOUND)
async def listen_to_greeting(
    request: Request, name: str, kind: GreetingKind, scope: Owner
) -> Response:
    """A recorded greeting as WAV, also one that has ended."""
    box_of(scope, name)
    found = scope.services.voicemail.greetings.of(BoxKey(scope.code, name)).get(kind)
    if found is None:
        raise NotFound
    try:
        alaw = await asyncio.to_thread(scope.services.voicemail.files.read, found.file)
    except OSError:
        raise NoSound from None
    answer = sound_response(audio.of_alaw(alaw), request.headers.get("range"))
    # The next recording of this kind has the same address.
    answer.headers["cache-control"] = "private, no-cache"
    return answer


@router.delete("/mailboxes/{name}/greetings/{kind}", status_code=204)
async def remove_greeting(name: str, kind: GreetingKind, scope: Owner) -> None:
    """Take a recorded greeting away."""
    box_of(scope, name)
    key = BoxKey(scope.code, name)
    before = _shown(scope, key, kind)
    if not await scope.services.voicemail.greeting_desk.clear(key, kind, by=by(scope)):
        raise NotFound
    await scope.audit("remove", "greeting", f"{name}/{kind.value}", before=before)
