"""Mailboxes and their messages, the mails about them, and what may be done with both."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Request, Response

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.desk.own import OwnDesk
from ringtree.api.mailboxes.problems import BadGreeting, Full, GuessablePin, NoSound
from ringtree.api.mailboxes.schemas import (
    Forwarding,
    GreetingView,
    MailboxView,
    MailView,
    MessageChange,
    MessageView,
    NewPin,
    Resent,
)
from ringtree.api.mailboxes.sound import sound_response
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.company.mailbox import Mailbox
from ringtree.mail.mail import DeliveryState
from ringtree.mail.outbox import UnknownMail
from ringtree.prompts.converter import ProcessConverter
from ringtree.prompts.telephone import Kind
from ringtree.prompts.wav import BadSound
from ringtree.voicemail.greetings import GreetingKind
from ringtree.voicemail.message import BoxKey, Message
from ringtree.voicemail.service import MailboxFull
from ringtree.voicemail.store import UnknownMessage

router = company_router("mailboxes")
Reader = Annotated[CompanyScope, needs(Permission.CALLS_READ)]
Listener = Annotated[CompanyScope, needs(Permission.RECORDINGS_READ)]
Writer = Annotated[CompanyScope, needs(Permission.CALLS_WRITE, Permission.RECORDINGS_READ)]
Owner = Annotated[CompanyScope, needs(Permission.DOCUMENT_WRITE)]
_SOUND: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/wav": {}}, "description": "the sound; Range is served"},
    206: {"content": {"audio/wav": {}}, "description": "the part that was asked for"},
}


@router.get("/mailboxes")
async def list_mailboxes(scope: Reader) -> list[MailboxView]:
    """Every mailbox, and how full it is."""
    service, live = scope.services.voicemail, scope.services.directory.company(scope.code)
    found = []
    for box in live.company.mailboxes.values() if live else ():
        key = BoxKey(scope.code, box.name)
        counts = service.counts(key)
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
                has_pin=await service.has_pin(key, box),
                greetings=sorted(kind.value for kind in service.greetings.of(key)),
            )
        )
    return found


@router.get("/messages")
async def list_messages(
    scope: Reader,
    mailbox: Annotated[str | None, Query(max_length=60)] = None,
    deleted: Annotated[bool, Query(description="those in the bin as well")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[MessageView]:
    """Messages, newest first, with what became of their mails."""
    found = [
        one
        for one in await scope.services.voicemail.store.of_company(scope.code)
        if mailbox in (None, one.mailbox) and (deleted or one.removed is None)
    ]
    return await _page(scope, found, limit, cursor)


async def _page(
    scope: CompanyScope, found: list[Message], limit: int, cursor: str | None
) -> Page[MessageView]:
    found.sort(key=_place, reverse=True)
    if cursor is not None:
        after = page.place(cursor, str, str)
        found = [one for one in found if _place(one) < after]
    rows, more = found[:limit], found[limit:]
    mails = await scope.services.mail.outbox.about([one.id for one in rows])
    views = [MessageView.of(one, mails) for one in rows]
    return Page(items=views, next=page.cursor(*_place(rows[-1])) if more else None)


def _place(one: Message) -> tuple[str, str]:
    return one.started.isoformat(), one.id


@router.get("/messages/{message}")
async def read_message(message: str, scope: Reader) -> MessageView:
    """One message, with what became of its mails."""
    return await _view(scope, await _found(scope, message))


@router.get("/messages/{message}/audio", response_class=Response, responses=_SOUND)
async def listen_to_message(request: Request, message: str, scope: Listener) -> Response:
    """The recording as WAV. Listening is audited; it does not make the message old."""
    return await _sound(request, scope, await _found(scope, message))


@router.patch("/messages/{message}")
async def mark_message(message: str, body: MessageChange, scope: Writer) -> MessageView:
    """Make a message new or old; the lamps follow."""
    found = await _found(scope, message)
    await scope.services.voicemail.mark(found.id, body.state, by=_by(scope))
    return await _view(scope, await _found(scope, message))


@router.delete("/messages/{message}", status_code=204)
async def remove_message(message: str, scope: Writer) -> None:
    """Put a message into the bin."""
    found = await _found(scope, message)
    await scope.services.voicemail.remove(found.id, by=_by(scope))
    await scope.audit("remove", "message", found.id)


@router.post("/messages/{message}/restore")
async def restore_message(message: str, scope: Writer) -> MessageView:
    """Bring a message back from the bin."""
    found = await _found(scope, message)
    await scope.services.voicemail.restore(found.id, by=_by(scope))
    return await _view(scope, await _found(scope, message))


@router.post("/messages/{message}/resend")
async def resend_message(message: str, scope: Writer) -> Resent:
    """Send the mails about a message once more."""
    found = await _found(scope, message)
    return Resent(addresses=await scope.services.voicemail.resend(found))


@router.post("/messages/{message}/forward", status_code=201)
async def forward_message(message: str, body: Forwarding, scope: Writer) -> MessageView:
    """Put a copy into another mailbox of the company."""
    found, box = await _found(scope, message), _box(scope, body.mailbox)
    try:
        copy = await scope.services.voicemail.forward(found, box, by=_by(scope))
    except MailboxFull:
        raise Full(mailbox=box.title) from None
    except OSError:
        raise NoSound from None
    await scope.audit("forward", "message", found.id, after={"mailbox": box.name})
    return await _view(scope, copy)


# -- mailboxes


@router.put("/mailboxes/{name}/pin", status_code=204)
async def set_mailbox_pin(name: str, body: NewPin, scope: Owner) -> None:
    """Set the PIN for listening by phone; it can't be read again."""
    service, box = scope.services.voicemail, _box(scope, name)
    found = service.find(scope.code, name)
    if found is None:
        raise NotFound
    if await service.set_pin(found[0], box, body.pin, by=_by(scope)) is not None:
        raise GuessablePin
    await scope.audit("set-pin", "mailbox", name)


@router.delete("/mailboxes/{name}/pin", status_code=204)
async def remove_mailbox_pin(name: str, scope: Owner) -> None:
    """Take the PIN away: from outside the mailbox is then shut."""
    box = _box(scope, name)
    found = scope.services.voicemail.find(scope.code, name)
    if found is not None:
        await scope.services.voicemail.remove_pin(found[0], box, by=_by(scope))
    await scope.audit("remove-pin", "mailbox", name)


@router.post("/uploads/mailboxes/{name}/greetings/{kind}", status_code=201)
async def upload_greeting(
    request: Request,
    name: str,
    kind: GreetingKind,
    scope: Owner,
    until: Annotated[datetime | None, Query(description="when it ends, with its zone")] = None,
) -> GreetingView:
    """Upload a greeting in the place of the one before: a recording of any usual format."""
    _box(scope, name)
    try:
        sound = await ProcessConverter()(await request.body(), Kind.RECORDING)
    except BadSound as error:
        raise BadGreeting(why=str(error)) from None
    ends = until.astimezone() if until is not None else None
    key = BoxKey(scope.code, name)
    await scope.services.voicemail.set_greeting(key, kind, sound, by=_by(scope), until=ends)
    await scope.audit("upload", "greeting", f"{name}/{kind.value}")
    shown = ends.isoformat() if ends else None
    return GreetingView(kind=kind.value, seconds=len(sound) / 8000, until=shown)


@router.delete("/mailboxes/{name}/greetings/{kind}", status_code=204)
async def remove_greeting(name: str, kind: GreetingKind, scope: Owner) -> None:
    """Take a recorded greeting away."""
    _box(scope, name)
    key = BoxKey(scope.code, name)
    if not await scope.services.voicemail.clear_greeting(key, kind, by=_by(scope)):
        raise NotFound
    await scope.audit("remove", "greeting", f"{name}/{kind.value}")


# -- mails


@router.get("/mails")
async def list_mails(
    scope: Reader,
    state: Annotated[DeliveryState | None, Query(description="with an address in it")] = None,
    limit: Limit = 50,
) -> list[MailView]:
    """The newest mails of the company, with the server's answer for each address."""
    found = await scope.services.mail.outbox.listing(company=scope.code, state=state, limit=limit)
    return [MailView.of(one) for one in found]


@router.post("/mails/{mail}/resend")
async def resend_mail(
    mail: str,
    scope: Writer,
    address: Annotated[str | None, Query(max_length=320, description="only to this one")] = None,
) -> Resent:
    """Send a mail once more."""
    try:
        found = await scope.services.mail.outbox.get(mail)
        if found.mail.company != scope.code:
            raise NotFound
        return Resent(addresses=await scope.services.mail.resend(mail, address))
    except UnknownMail:
        raise NotFound from None


# -- an employee's own


@router.get("/me/messages")
async def list_own_messages(
    desk: OwnDesk, limit: Limit = 50, cursor: Cursor = None
) -> Page[MessageView]:
    """Messages in my own mailboxes, newest first."""
    found: list[Message] = []
    for box in _own(desk):
        found += await desk.scope.services.voicemail.store.of(BoxKey(desk.scope.code, box.name))
    return await _page(desk.scope, found, limit, cursor)


@router.get("/me/messages/{message}/audio", response_class=Response, responses=_SOUND)
async def listen_to_own_message(request: Request, message: str, desk: OwnDesk) -> Response:
    """The recording of a message of mine."""
    return await _sound(request, desk.scope, await _found_own(desk, message))


@router.patch("/me/messages/{message}")
async def mark_own_message(message: str, body: MessageChange, desk: OwnDesk) -> MessageView:
    """Make a message of mine new or old."""
    found = await _found_own(desk, message)
    await desk.scope.services.voicemail.mark(found.id, body.state, by=_by(desk.scope))
    return await _view(desk.scope, await _found(desk.scope, message))


@router.delete("/me/messages/{message}", status_code=204)
async def remove_own_message(message: str, desk: OwnDesk) -> None:
    """Put a message of mine into the bin."""
    found = await _found_own(desk, message)
    await desk.scope.services.voicemail.remove(found.id, by=_by(desk.scope))


def _own(desk: OwnDesk) -> list[Mailbox]:
    boxes = desk.company.mailboxes.values()
    return [box for box in boxes if box.person == desk.extension]


async def _found_own(desk: OwnDesk, message: str) -> Message:
    found = await _found(desk.scope, message)
    if found.mailbox not in {box.name for box in _own(desk)}:
        raise NotFound
    return found


# -- common


def _by(scope: CompanyScope) -> str:
    return f"panel {scope.principal.name}"[:64]


def _box(scope: CompanyScope, name: str) -> Mailbox:
    found = scope.services.voicemail.find(scope.code, name)
    if found is None:
        raise NotFound
    return found[1]


async def _found(scope: CompanyScope, message: str) -> Message:
    try:
        found = await scope.services.voicemail.store.get(message)
    except UnknownMessage:
        raise NotFound from None
    if found.company != scope.code:
        raise NotFound
    return found


async def _view(scope: CompanyScope, message: Message) -> MessageView:
    return MessageView.of(message, await scope.services.mail.outbox.about([message.id]))


async def _sound(request: Request, scope: CompanyScope, message: Message) -> Response:
    wanted = request.headers.get("range")
    try:
        content = await asyncio.to_thread(scope.services.voicemail.files.read, message.file)
    except OSError:
        raise NoSound from None
    if wanted is None or wanted.startswith("bytes=0-"):
        await scope.audit("listen", "message", message.id)
    return sound_response(content, wanted)
