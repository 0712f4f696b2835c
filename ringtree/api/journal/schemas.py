"""Calls as the journal shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction


class CallRow(BaseModel):
    """A line of the journal. Seconds of ringing, of waiting in queues, of conversation.

    `last_node` is where the caller was at the end, as tree/node; `last_exit` how that node was
    left, `caller_left` if the caller hung up there.
    """

    id: str = Field(examples=["1f2e3d4c5b6a7980"])
    direction: Direction
    caller: str = Field(examples=["+79211234567"])
    caller_name: str
    called: str = Field(examples=["+74950000001"])
    number: str | None
    trunk: str | None
    revision: int | None
    queue: str | None = Field(examples=["sales"])
    answered_by: str | None = Field(examples=["102"])
    started: datetime
    answered: datetime | None
    ended: datetime | None
    ringing: float
    waiting: float
    talking: float
    outcome: Outcome
    reason: str = Field(examples=["hung up"])
    last_node: str | None = Field(examples=["main/sales"])
    last_exit: str | None = Field(examples=["answered"])
    has_recording: bool


class CallsSummary(BaseModel):
    """How many calls the same filter finds, in all and by outcome."""

    total: int = Field(examples=[42])
    outcomes: dict[Outcome, int] = Field(examples=[{"answered": 40, "abandoned": 2}])


class CallDetail(BaseModel):
    """A call with its whole way, its legs and what was measured of them.

    Each hop of the trace says why it was left as it was (`why`); each offer of a queue in its
    steps says why these people were rung. The drawing is that of `revision`.
    """

    record: dict[str, Any]
    recordings: list[str] = Field(description="legs with sound to listen to", examples=[["caller"]])
