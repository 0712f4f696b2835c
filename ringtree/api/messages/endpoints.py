"""Messages of a company: listed, heard, marked, deleted and brought back, sent on and again."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response

from ringtree.accounts.role import Permission
from ringtree.api.access import CompanyScope, needs
from ringtree.api.mailboxes.finding import message_of
from ringtree.api.messages import doing
from ringtree.api.messages.doing import view_of
from ringtree.api.messages.schemas import Forwarding, MessageChange, MessageResent, MessageView
from ringtree.api.messages.sound import SOUND
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.route import company_router

router = company_router("messages")
Reader = Annotated[CompanyScope, needs(Permission.CALLS_READ)]
Listener = Annotated[CompanyScope, needs(Permission.RECORDINGS_READ)]
Writer = Annotated[CompanyScope, needs(Permission.CALLS_WRITE, Permission.RECORDINGS_READ)]


@router.get("/messages")
async def list_messages(
    scope: Reader,
    mailbox: Annotated[str | None, Query(max_length=60)] = None,
    deleted: Annotated[bool, Query(description="those in the bin as well")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[MessageView]:
    """Messages, newest first, with what became of their mails."""
    boxes = None if mailbox is None else (mailbox,)
    return await doing.page_of(scope, boxes, with_bin=deleted, limit=limit, cursor=cursor)


@router.get("/messages/{message}")
async def read_message(message: str, scope: Reader) -> MessageView:
    """One message, with what became of its mails."""
    return await view_of(scope, await message_of(scope, message))


@router.get("/messages/{message}/audio", response_class=Response, responses=SOUND)
async def listen_to_message(request: Request, message: str, scope: Listener) -> Response:
    """The recording as WAV. Listening is audited; it does not make the message old."""
    return await doing.sound_of(request, scope, await message_of(scope, message))


@router.patch("/messages/{message}")
async def mark_message(message: str, body: MessageChange, scope: Writer) -> MessageView:
    """Make a message new or old; the lamps follow."""
    return await doing.mark(scope, await message_of(scope, message), body.state)


@router.delete("/messages/{message}", status_code=204)
async def remove_message(message: str, scope: Writer) -> None:
    """Put a message into the bin."""
    await doing.remove(scope, await message_of(scope, message))


@router.post("/messages/{message}/restore")
async def restore_message(message: str, scope: Writer) -> MessageView:
    """Bring a message back from the bin."""
    return await doing.restore(scope, await message_of(scope, message))


@router.post("/messages/{message}/resend")
async def resend_message(message: str, scope: Writer) -> MessageResent:
    """Send the mails about a message once more, and call its webhook again."""
    return await doing.resend(scope, await message_of(scope, message))


@router.post("/messages/{message}/forward", status_code=201)
async def forward_message(message: str, body: Forwarding, scope: Writer) -> MessageView:
    """Put a copy into another mailbox of the company."""
    return await doing.forward(scope, await message_of(scope, message), body.mailbox)
