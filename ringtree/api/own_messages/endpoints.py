"""An employee's own messages: what the telephone offers under `*97`, and what became of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from ringtree.api import page
from ringtree.api.desk.own import OwnDesk
from ringtree.api.mailboxes.finding import message_of
from ringtree.api.messages import doing
from ringtree.api.messages.schemas import Forwarding, MessageChange, MessageResent, MessageView
from ringtree.api.messages.sound import SOUND
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.voicemail.message import BoxKey, Message

router = company_router("messages")


class OwnMailbox(BaseModel):
    """A mailbox as a colleague may know it; the numbers are zero for others' mailboxes."""

    name: str = Field(examples=["sales"])
    title: str = Field(examples=["Sales"])
    is_mine: bool
    new: int
    old: int
    most: int = Field(description="messages after which it is full")


@router.get("/me/mailboxes", openapi_extra=page.in_document("mailboxes"))
async def list_own_mailboxes(desk: OwnDesk) -> list[OwnMailbox]:
    """My own mailboxes first, then those that a message can be forwarded to."""
    own, found = _own(desk), []
    for box in desk.company.mailboxes.values():
        is_mine = box.name in own
        counts = desk.scope.services.voicemail.counts(BoxKey(desk.scope.code, box.name))
        if not is_mine and box.announcement_only:
            continue
        found.append(
            OwnMailbox(
                name=box.name,
                title=box.title,
                is_mine=is_mine,
                new=counts.new if is_mine else 0,
                old=counts.old if is_mine else 0,
                most=box.max_messages if is_mine else 0,
            )
        )
    return sorted(found, key=lambda one: (not one.is_mine, one.title))


@router.get("/me/messages")
async def list_own_messages(
    desk: OwnDesk,
    deleted: Annotated[bool, Query(description="those in the bin as well")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[MessageView]:
    """Messages in my own mailboxes, newest first."""
    return await doing.page_of(desk.scope, _own(desk), with_bin=deleted, limit=limit, cursor=cursor)


@router.get("/me/messages/{message}/audio", response_class=Response, responses=SOUND)
async def listen_to_own_message(request: Request, message: str, desk: OwnDesk) -> Response:
    """The recording of a message of mine."""
    return await doing.sound_of(request, desk.scope, await _found(desk, message))


@router.patch("/me/messages/{message}")
async def mark_own_message(message: str, body: MessageChange, desk: OwnDesk) -> MessageView:
    """Make a message of mine new or old."""
    return await doing.mark(desk.scope, await _found(desk, message), body.state)


@router.delete("/me/messages/{message}", status_code=204)
async def remove_own_message(message: str, desk: OwnDesk) -> None:
    """Put a message of mine into the bin."""
    await doing.remove(desk.scope, await _found(desk, message))


@router.post("/me/messages/{message}/restore")
async def restore_own_message(message: str, desk: OwnDesk) -> MessageView:
    """Bring a message of mine back from the bin."""
    return await doing.restore(desk.scope, await _found(desk, message))


@router.post("/me/messages/{message}/resend")
async def resend_own_message(message: str, desk: OwnDesk) -> MessageResent:
    """Send the mails about a message of mine once more, and call its webhook again."""
    return await doing.resend(desk.scope, await _found(desk, message))


@router.post("/me/messages/{message}/forward", status_code=201)
async def forward_own_message(message: str, body: Forwarding, desk: OwnDesk) -> MessageView:
    """Put a copy of a message of mine into another mailbox of the company.

    Its mails are the other mailbox's own affair: they are not told.
    """
    found = await _found(desk, message)
    copy = await doing.forward(desk.scope, found, body.mailbox)
    return copy.model_copy(update={"mails": [], "webhook": "", "webhook_answer": ""})


def _own(desk: OwnDesk) -> frozenset[str]:
    boxes = desk.company.mailboxes.values()
    return frozenset(box.name for box in boxes if box.person == desk.extension)


async def _found(desk: OwnDesk, message: str) -> Message:
    found = await message_of(desk.scope, message)
    if found.mailbox not in _own(desk):
        raise NotFound
    return found
