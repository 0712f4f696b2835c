"""Calls, queues, people and trunks as they are now."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from ringtree.queues.agent import Presence


class LiveCall(BaseModel):
    """A call that goes on. `tree` and `node` are where it is, `since` is when it came there."""

    call: str = Field(examples=["1f2e3d4c5b6a7980"])
    direction: str = Field(examples=["inbound"])
    caller: str = Field(examples=["+79211234567"])
    caller_name: str
    called: str
    number: str | None
    trunk: str | None
    revision: int | None
    started: datetime
    tree: str | None = Field(examples=["main"])
    node: str | None = Field(examples=["sales"])
    node_type: str | None = Field(examples=["queue"])
    since: datetime | None
    queue: str | None
    answered: datetime | None
    talks_with: str | None = Field(examples=["102"])


class WaitingCaller(BaseModel):
    """Somebody in a queue; `rings` are the people whose phones ring for this caller."""

    call: str
    caller: str
    caller_name: str
    place: int = Field(examples=[1])
    since: datetime | None
    priority: int
    rings: list[str] = Field(examples=[["102"]])


class LiveTarget(BaseModel):
    """The service level a company wants: so many percent answered within so many seconds."""

    percent: int = Field(examples=[80])
    within: float = Field(examples=[20.0])


class LiveQueue(BaseModel):
    """A queue with who waits in it; `available` agents could be offered a caller now.

    `target` is null where the queue is published no more and only its last callers wait.
    """

    name: str = Field(examples=["sales"])
    title: str = Field(examples=["Sales"])
    agents: list[str]
    available: int
    target: LiveTarget | None
    waiting: list[WaitingCaller]


class LivePerson(BaseModel):
    """Somebody of the company: what they say (presence) and what they do (activity)."""

    extension: str = Field(examples=["102"])
    name: str = Field(examples=["Boris Cooper"])
    queues: list[str]
    registered: bool
    presence: Presence
    reason: str | None
    reason_title: str | None
    presence_since: datetime | None
    presence_by: str | None
    activity: str = Field(examples=["idle"], description="idle, ringing, talking, wrap_up or busy")
    activity_since: datetime | None
    calls: list[str]


class LiveTrunk(BaseModel):
    """A trunk, the calls it carries, and those it found no room for since the start."""

    name: str
    calls: int
    max_calls: int | None
    refused: int


class LiveView(BaseModel):
    """Everything now. Follow `events` with `last_event` as `Last-Event-ID` to stay up to date."""

    last_event: str = Field(examples=["9f3a21c0-17"])
    calls: list[LiveCall]
    queues: list[LiveQueue]
    people: list[LivePerson]
    trunks: list[LiveTrunk]


class MoveRequest(BaseModel):
    """Where a caller goes on."""

    tree: Annotated[str, Field(max_length=60, examples=["main"])]
    node: Annotated[str, Field(max_length=60, examples=["sales"])]


class OwnTransfer(BaseModel):
    """To what one would dial the other side of one's own conversation is handed on."""

    to: Annotated[str, Field(pattern=r"^\+?[0-9]{2,31}$", examples=["102"])]


class TransferRequest(OwnTransfer):
    """Who of a conversation hands the other side on, and to what they would dial."""

    extension: Annotated[str, Field(pattern=r"^[0-9]{2,6}$", examples=["101"])]


class PresenceChange(BaseModel):
    """What a person's presence is from now on; `reason` is one of the company's list."""

    presence: Literal[Presence.READY, Presence.NOT_READY, Presence.LOGGED_OUT]
    reason: Annotated[str | None, Field(max_length=60, examples=["lunch"])] = None


class PresenceView(BaseModel):
    """What holds now, since when, and who said so."""

    extension: str = Field(examples=["101"])
    presence: Presence
    reason: str | None = Field(examples=["lunch"])
    at: datetime
    by: str = Field(examples=["Anna Smith"])
