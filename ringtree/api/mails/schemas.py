"""Mails of the outbox, as the API shows them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from ringtree.api.faults import in_language
from ringtree.company.prompt import Language
from ringtree.mail.mail import Delivery, Posted


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
    def of(cls, posted: Posted, one: Delivery, language: Language) -> MailState:
        return cls(
            mail=posted.mail.id,
            address=one.address,
            state=one.state.value,
            answer=in_language(one.answer, language),
            attempts=one.attempts,
            next_attempt=one.next_attempt.isoformat(),
            gathered_in=one.gathered_in,
        )


class MailView(BaseModel):
    """A mail of the outbox."""

    id: str
    kind: str = Field(examples=["voicemail"])
    reference: str
    subject: str
    created: str
    deliveries: list[MailState]

    @classmethod
    def of(cls, posted: Posted, language: Language) -> MailView:
        return cls(
            id=posted.mail.id,
            kind=posted.mail.kind,
            reference=posted.mail.reference,
            subject=posted.mail.subject,
            created=posted.created.isoformat(),
            deliveries=[MailState.of(posted, one, language) for one in posted.deliveries],
        )


class Resent(BaseModel):
    """How many addresses a mail waits for."""

    addresses: int = Field(examples=[1])
