"""Mailboxes, messages and mails, as the API shows them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from ringtree.mail.mail import Delivery, Posted
from ringtree.voicemail.message import Message, MessageState


class MailboxView(BaseModel):
    """A mailbox and how full it is."""

    name: str = Field(examples=["sales"])
    title: str = Field(examples=["Sales"])
    person: str | None = Field(examples=["101"])
    new: int
    old: int
    urgent: int = Field(description="of the new ones")
    most: int = Field(description="messages after which it is full")
    bytes: int
    has_pin: bool
    greetings: list[str] = Field(examples=[["temporary"]])


class MailState(BaseModel):
    """What became of a mail at one address."""

    mail: str
    address: str = Field(examples=["sales@example.com"])
    state: Literal["waiting", "accepted", "refused", "given_up"]
    answer: str = Field(examples=["250 2.0.0 queued"])
    attempts: int
    next_attempt: str
    gathered_in: str | None

    @classmethod
    def of(cls, posted: Posted, one: Delivery) -> MailState:
        return cls(
            mail=posted.mail.id,
            address=one.address,
            state=one.state.value,
            answer=one.answer,
            attempts=one.attempts,
            next_attempt=one.next_attempt.isoformat(),
            gathered_in=one.gathered_in,
        )


class MessageView(BaseModel):
    """A message; `removed` since when it is in the bin."""

    id: str
    mailbox: str = Field(examples=["sales"])
    call: str
    caller: str = Field(examples=["+79211234567"])
    caller_name: str
    called: str
    started: str = Field(examples=["2026-11-24T09:05:12+00:00"])
    seconds: float
    path: list[str] = Field(examples=[["main/menu", "main/message"]])
    state: MessageState
    is_urgent: bool
    removed: str | None
    forwarded_by: str
    transcript: str
    webhook: str = Field(description="as a mail's states, empty without one")
    webhook_answer: str
    mails: list[MailState]

    @classmethod
    def of(cls, one: Message, mails: list[Posted]) -> MessageView:
        """A message with the states of its mails among these."""
        return cls(
            id=one.id,
            mailbox=one.mailbox,
            call=one.call,
            caller=one.caller,
            caller_name=one.caller_name,
            called=one.called,
            started=one.started.isoformat(),
            seconds=one.seconds,
            path=list(one.path),
            state=one.state,
            is_urgent=one.is_urgent,
            removed=one.removed.isoformat() if one.removed else None,
            forwarded_by=one.forwarded_by,
            transcript=one.transcript,
            webhook=one.webhook,
            webhook_answer=one.webhook_answer,
            mails=[
                MailState.of(posted, each)
                for posted in mails
                if posted.mail.reference == one.id
                for each in posted.deliveries
            ],
        )


class MessageChange(BaseModel):
    """What may be changed of a message."""

    state: MessageState


class Forwarding(BaseModel):
    """Whereto."""

    mailbox: str = Field(max_length=60)


class NewPin(BaseModel):
    """Four to twelve digits that nobody guesses."""

    pin: str = Field(max_length=12, examples=["482596"])


class Resent(BaseModel):
    """How many addresses a mail waits for."""

    addresses: int


class GreetingView(BaseModel):
    """A greeting that was uploaded."""

    kind: str
    seconds: float
    until: str | None


class MailView(BaseModel):
    """A mail of the outbox."""

    id: str
    kind: str = Field(examples=["voicemail"])
    reference: str
    subject: str
    created: str
    deliveries: list[MailState]

    @classmethod
    def of(cls, posted: Posted) -> MailView:
        return cls(
            id=posted.mail.id,
            kind=posted.mail.kind,
            reference=posted.mail.reference,
            subject=posted.mail.subject,
            created=posted.created.isoformat(),
            deliveries=[MailState.of(posted, one) for one in posted.deliveries],
        )
