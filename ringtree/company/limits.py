"""How much a company may call to the outside, before anybody is robbed.

```yaml
limits:
  company: {simultaneous: 20, money_per_day: 3000, hard: true}
  person: {minutes_per_day: 240}
  people: {"101": {simultaneous: 4}}
  trunks: {carrier: {per_minute: 60}}
  night: {schedule: office, company: {simultaneous: 2, money_per_day: 100}}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from ringtree.company.part import Extension, Key, Part

Count = Annotated[int, Field(ge=0, le=10_000_000)]
Money = Annotated[Decimal, Field(ge=0, le=1_000_000_000, max_digits=14, decimal_places=4)]
MailAddress = Annotated[str, Field(pattern=r"^[^@\s<>]{1,64}@[^@\s<>]{1,253}$")]


class Limits(Part):
    """Upper bounds of calls to the outside; what is not set is not limited. Days and months are
    the company's own, by its zone."""

    simultaneous: Count | None = Field(default=None, description="calls at once")
    per_minute: Count | None = Field(default=None, description="calls begun within 60 seconds")
    per_day: Count | None = Field(default=None, description="calls begun in a day")
    minutes_per_day: Count | None = Field(default=None, description="of conversation")
    minutes_per_month: Count | None = Field(default=None, description="of conversation")
    money_per_day: Money | None = Field(default=None, description="by the price lists")
    money_per_month: Money | None = Field(default=None, description="by the price lists")
    longest_call: float | None = Field(
        default=None, ge=1, le=86400, description="seconds after which a call is cut"
    )
    hard: bool = Field(
        default=False, description="whether reaching minutes or money cuts calls that go on"
    )

    @property
    def bounds(self) -> Iterator[tuple[str, Decimal]]:
        """Every bound that is set, by its name, but the longest call."""
        for name in BOUNDS:
            if (value := getattr(self, name)) is not None:
                yield name, Decimal(value)


#: What is counted against a bound.
BOUNDS = (
    "simultaneous",
    "per_minute",
    "per_day",
    "minutes_per_day",
    "minutes_per_month",
    "money_per_day",
    "money_per_month",
)

#: One person's account that was stolen must not be enough to open hundreds of calls.
USUAL_PERSON = Limits(simultaneous=10, per_minute=30, per_day=1000)


class ScopedLimits(Part):
    """Limits of everything together, of each person, of single people and of trunks."""

    company: Limits = Field(default=Limits(), description="of all calls together")
    person: Limits = Field(default=Limits(), description="of each person")
    people: Mapping[Extension, Limits] = Field(
        default_factory=dict, description="of single people, instead of `person`"
    )
    trunks: Mapping[Key, Limits] = Field(default_factory=dict, description="by trunk")

    def of_person(self, extension: str) -> Limits:
        """What holds for one person."""
        return self.people.get(extension, self.person)

    def of_trunk(self, trunk: str) -> Limits:
        """What holds for one trunk."""
        return self.trunks.get(trunk, NO_LIMITS)


NO_LIMITS = Limits()


class NightLimits(ScopedLimits):
    """Limits besides the others, of what is called while a schedule is closed."""

    schedule: Key = Field(description="night is while this schedule is closed")


class AllLimits(ScopedLimits):
    """All limits of a company's calls to the outside."""

    person: Limits = Field(default=USUAL_PERSON, description="of each person")
    night: NightLimits | None = Field(
        default=None, description="further limits while a schedule is closed"
    )
    warn: tuple[MailAddress, ...] = Field(
        default=(), max_length=20, description="mail addresses told at 80 % and 100 %"
    )
