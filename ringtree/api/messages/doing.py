"""What is done with messages alike by who looks after a company and by whose messages they are."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from fastapi import Request, Response

from ringtree.api import page
from ringtree.api.access import CompanyScope
from ringtree.api.mailboxes.finding import box_of, by
from ringtree.api.mailboxes.problems import Full, NoSound
from ringtree.api.messages.schemas import MessageResent, MessageView
from ringtree.api.messages.sound import sound_response
from ringtree.api.page import Page
from ringtree.voicemail.message import Message, MessageState
from ringtree.voicemail.service import MailboxFull


async def page_of(
    scope: CompanyScope,
    boxes: Collection[str] | None,
    *,
    with_bin: bool,
    limit: int,
    cursor: str | None,
) -> Page[MessageView]:
    """Messages of some mailboxes, or with None of all, newest first."""
    found = await scope.services.voicemail.store.newest(
        scope.code,
        boxes,
        with_bin=with_bin,
        limit=limit + 1,
        before=page.instant_and_id(cursor),
    )
    rows = found[:limit]
    mails = await scope.services.mail.outbox.about([one.id for one in rows])
    views = [MessageView.of(one, mails, scope.language) for one in rows]
    more = page.cursor(*_place(rows[-1])) if len(found) > limit else None
    return Page(items=views, next=more)


def _place(one: Message) -> tuple[str, str]:
    return one.started.isoformat(), one.id


async def view_of(scope: CompanyScope, message: Message) -> MessageView:
    """A message with what became of its mails."""
    mails = await scope.services.mail.outbox.about([message.id])
    return MessageView.of(message, mails, scope.language)


async def mark(scope: CompanyScope, message: Message, state: MessageState) -> MessageView:
    """Make a message new or old."""
    marked = await scope.services.voicemail.mark(message.id, state, by=by(scope))
    await scope.audit("mark", "message", message.id, before=_shown(message), after=_shown(marked))
    return await view_of(scope, marked)


async def remove(scope: CompanyScope, message: Message) -> None:
    """Put a message into the bin."""
    await scope.services.voicemail.remove(message.id, by=by(scope))
    await scope.audit("remove", "message", message.id, before=_shown(message))


async def restore(scope: CompanyScope, message: Message) -> MessageView:
    """Bring a message back from the bin."""
    back = await scope.services.voicemail.restore(message.id, by=by(scope))
    await scope.audit("restore", "message", message.id, before=_shown(message), after=_shown(back))
    return await view_of(scope, back)


async def resend(scope: CompanyScope, message: Message) -> MessageResent:
    """Send a message's mails once more, and call its webhook again."""
    done = await scope.services.voicemail.resend(message)
    told = MessageResent(addresses=done.addresses, webhook=done.webhook)
    await scope.audit("resend", "message", message.id, after=told.model_dump())
    return told


def _shown(message: Message) -> dict[str, str | None]:
    """What the audit log keeps of a message: nothing of what was said in it."""
    removed = message.removed.isoformat() if message.removed else None
    return {"mailbox": message.mailbox, "state": message.state.value, "removed": removed}


async def forward(scope: CompanyScope, message: Message, mailbox: str) -> MessageView:
    """Put a copy into another mailbox of the company.

    Raises:
        NotFound: there is no such mailbox.
        Full: it has no room.
        NoSound: the recording can't be read.
    """
    box = box_of(scope, mailbox)
    try:
        copy = await scope.services.voicemail.forward(message, box, by=by(scope))
    except MailboxFull:
        raise Full(mailbox=box.title) from None
    except OSError:
        raise NoSound from None
    await scope.audit("forward", "message", message.id, after={"mailbox": box.name})
    return await view_of(scope, copy)


async def sound_of(request: Request, scope: CompanyScope, message: Message) -> Response:
    """The recording, whole or the part that was asked for; the first part is audited.

    Raises:
        NoSound: it can't be read.
    """
    wanted = request.headers.get("range")
    try:
        content = await asyncio.to_thread(scope.services.voicemail.files.read, message.file)
    except OSError:
        raise NoSound from None
    if wanted is None or wanted.startswith("bytes=0-"):
        await scope.audit("listen", "message", message.id)
    return sound_response(content, wanted)
