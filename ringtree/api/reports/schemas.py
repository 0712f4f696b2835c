"""What reports say, and who gets which by mail."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, Field

from ringtree.api.session.schemas import Email
from ringtree.company.prompt import Language


class TotalsView(BaseModel):
    """Calls that have something in common; sums in seconds."""

    total: int
    outcomes: dict[str, int] = Field(examples=[{"answered": 12, "abandoned": 3}])
    ringing: float
    waiting: float
    talking: float


class WaitClass(BaseModel):
    """Calls that waited less than `up_to` seconds and not less than the class before."""

    up_to: int | None
    outcomes: dict[str, int]


class FlowLink(BaseModel):
    """Incoming calls that came to one number, were in one place at the end, and ended alike.

    `kind` is queue, people, mailbox, outside or callback; `tree` for any other node, whose name
    is then the place, as tree/node; `none` for calls that came into no tree.
    """

    number: str = Field(examples=["+74950000001"], description="empty: none of the company's")
    kind: str = Field(examples=["queue"])
    place: str = Field(examples=["sales"])
    outcome: str = Field(examples=["answered"])
    calls: int


class FlowView(BaseModel):
    """Every incoming call of the filter once, by its way; the commonest ways first."""

    total: int
    links: list[FlowLink]


class CallsReport(BaseModel):
    """What the calls of a filter add up to. `load` counts by weekday (0 is Monday) and hour.

    Under "" are calls without a number, a trunk or a person.
    """

    total: TotalsView
    directions: dict[str, TotalsView]
    days: dict[str, TotalsView]
    numbers: dict[str, TotalsView]
    queues: dict[str, TotalsView]
    people: dict[str, TotalsView]
    trunks: dict[str, TotalsView]
    load: list[list[int]]
    waits: list[WaitClass]
    flow: FlowView


class QueuesReport(BaseModel):
    """The figures of every queue and agent, service levels included; see docs/queues.md."""

    start: datetime
    end: datetime
    total: dict[str, Any]
    queues: dict[str, dict[str, Any]] = Field(examples=[{"sales": {"offered": 40, "answered": 38}}])
    agents: dict[str, dict[str, Any]]
    intervals: list[dict[str, Any]]


class Period(StrEnum):
    """What a mailed report is about: the day, week or month that has just ended."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class NewMailedReport(BaseModel):
    """Who gets the report of which period, at which hour of the company's day after it."""

    period: Period
    hour: Annotated[int, Field(ge=0, le=23, examples=[8])] = 8
    to: Annotated[list[Email], Field(min_length=1, max_length=20)]
    language: Language = "ru"


class MailedReport(NewMailedReport):
    """A report that is mailed; `sent` is the period that was mailed last, by its first day."""

    id: str
    created_by: str
    sent: str | None
