"""Messages, as the API shows them."""

from __future__ import annotations

from pydantic import BaseModel, Field

from ringtree.api.faults import in_language
from ringtree.api.mails.schemas import MailState
from ringtree.company.prompt import Language
from ringtree.mail.mail import Posted
from ringtree.voicemail.message import Message, MessageState


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
    def of(cls, one: Message, mails: list[Posted], language: Language) -> MessageView:
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
            webhook_answer=in_language(one.webhook_answer, language),
            mails=[
                MailState.of(posted, each, language)
                for posted in mails
                if posted.mail.reference == one.id
                for each in posted.deliveries
            ],
        )


class MessageChange(BaseModel):
    """What may be changed of a message."""

    state: MessageState = Field(examples=["old"])


class Forwarding(BaseModel):
    """Whereto."""

    mailbox: str = Field(max_length=60, examples=["sales"])


class MessageResent(BaseModel):
    """How many addresses its mails wait for, and whether its webhook is called again."""

    addresses: int = Field(examples=[1])
    webhook: bool
