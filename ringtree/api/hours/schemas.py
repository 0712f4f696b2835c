"""What the API says of working hours, and takes to override them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from ringtree.api.moment import ZonedMoment
from ringtree.schedules.override import OverrideKind, Until


class OverrideView(BaseModel):
    """An override that holds."""

    kind: OverrideKind
    exception: str | None = Field(examples=["stocktaking"], description="with that kind")
    since: datetime
    until: Until
    ends: datetime | None = Field(description="when it ends by itself; null: when it is revoked")
    who: str = Field(examples=["anna@example.com"])
    why: str = Field(examples=["the office is flooded"])


class HoursView(BaseModel):
    """A schedule as it is now."""

    schedule: str = Field(examples=["office"])
    open: bool
    reason: str = Field(examples=["weekly"], description="what rules")
    exception: str | None = Field(examples=[None], description="the exception that rules")
    holiday: str | None = Field(examples=[None], description="the holiday's name")
    until: datetime | None = Field(description="when that changes; null: never")
    override: OverrideView | None
    status: str = Field(examples=["It is open now. It closes today at six p.m."])
    says: str = Field(
        examples=["we are open Monday to Friday from nine a.m. to six p.m."],
        description="the hours as callers hear them, in the company's language",
    )


class NewOverride(BaseModel):
    """What shall hold instead of the rules, and how long."""

    model_config = ConfigDict(extra="forbid")

    what: str = Field(
        max_length=200, examples=["closed"], description="open, closed, or an exception's name"
    )
    until: Until = Field(default=Until.BOUNDARY, description="how it ends")
    ends_at: ZonedMoment | None = Field(default=None, description="with until=time")
    why: str = Field(default="", max_length=500, examples=["the office is flooded"])
