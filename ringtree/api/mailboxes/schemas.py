"""Mailboxes, as the API shows them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from ringtree.voicemail.greetings import GreetingKind


class RecordedGreeting(BaseModel):
    """A recorded greeting; `until` is when it ends, null: when it is removed."""

    kind: GreetingKind
    seconds: float
    until: datetime | None
    holds: bool = Field(description="false: it has ended and is not played any more")


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
    recorded: list[RecordedGreeting] = Field(description="the same, with their lengths and ends")


class NewPin(BaseModel):
    """Four to twelve digits that nobody guesses."""

    pin: str = Field(max_length=12, examples=["482596"])


class GreetingView(BaseModel):
    """A greeting that was uploaded."""

    kind: str = Field(examples=["unavailable"])
    seconds: float = Field(examples=[12.4])
    until: str | None = Field(examples=["2026-12-31T18:00:00+03:00"])
