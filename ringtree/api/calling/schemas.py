"""What goes over HTTP about calls to the outside."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from ringtree.forwarding.rules import LONGEST_TIME, Rule, Wave, When, Wishes


class NewCall(BaseModel):
    """A call to be placed: the person's phones ring first, then the number."""

    model_config = ConfigDict(extra="forbid")

    number: str = Field(
        min_length=2, max_length=32, examples=["+442071234567"], description="as one would dial it"
    )
    presenting: str | None = Field(
        default=None,
        max_length=16,
        description="a number the person may present, or anonymous; by default the usual one",
    )


class NewCallOf(NewCall):
    """A call to be placed for somebody."""

    extension: str = Field(pattern=r"^[0-9]{2,6}$", examples=["101"])


class Placed(BaseModel):
    """A call that has begun; its record has the same id."""

    call: str = Field(examples=["1f2e3d4c5b6a7980"])


class ForwardingRule(BaseModel):
    """Where calls go, when."""

    model_config = ConfigDict(extra="forbid")

    when: When
    target: str = Field(max_length=16, examples=["102", "+442071234567"])
    callers: list[str] = Field(default=[], max_length=100, examples=[["+4420*"]])
    hours: str | None = Field(default=None, max_length=60)
    after: float | None = Field(default=None, ge=0, le=LONGEST_TIME)
    accept: bool = True


class RingWave(BaseModel):
    """Phones that ring together, this many seconds after the wave before."""

    model_config = ConfigDict(extra="forbid")

    targets: list[str] = Field(min_length=1, max_length=6)
    delay: float = Field(default=0.0, ge=0, le=LONGEST_TIME)


class ForwardingView(BaseModel):
    """All that a person wants done with the own calls."""

    model_config = ConfigDict(extra="forbid")

    rules: list[ForwardingRule] = Field(default=[], max_length=20)
    do_not_disturb: bool = False
    waves: list[RingWave] = Field(default=[], max_length=6)

    @classmethod
    def of(cls, wishes: Wishes) -> Self:
        """As it is kept."""
        return cls.model_validate(wishes.to_dict())

    def wishes(self) -> Wishes:
        """As it is to be kept."""
        rules = tuple(
            Rule(**{**one.model_dump(), "callers": tuple(one.callers)}) for one in self.rules
        )
        waves = tuple(Wave(targets=tuple(one.targets), delay=one.delay) for one in self.waves)
        return Wishes(rules=rules, do_not_disturb=self.do_not_disturb, waves=waves)


class LimitView(BaseModel):
    """One limit and what is used of it. Amounts are decimal numbers."""

    scope: str = Field(examples=["company", "person", "trunk"])
    name: str
    night: bool
    bound: str = Field(examples=["money_per_day"])
    used: str
    limit: str
    by_operator: bool = Field(description="set by the operator of the server")
