"""What a company may use; what is not set is not limited."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ringtree.company.allowance import Allowance
from ringtree.company.limits import Count

Bound = Annotated[Count | None, Field(examples=[50])]


class AllowanceView(BaseModel):
    """Bounds of a company's calls to the outside, beside its own, and of its people."""

    model_config = ConfigDict(extra="forbid")

    people: Bound = None
    simultaneous: Bound = None
    per_minute: Bound = None
    per_day: Bound = None
    minutes_per_day: Bound = None
    minutes_per_month: Bound = None
    longest_call: Annotated[
        float | None, Field(ge=1, le=86400, description="seconds after which a call is cut")
    ] = None
    hard: Annotated[
        bool, Field(description="whether reaching the minutes cuts calls that go on")
    ] = False

    @classmethod
    def of(cls, allowance: Allowance) -> AllowanceView:
        """The same as an answer."""
        return cls.model_validate(allowance.model_dump(include=set(cls.model_fields)))

    def allowance(self) -> Allowance:
        """The same for whoever holds calls against it."""
        return Allowance.model_validate(self.model_dump())
