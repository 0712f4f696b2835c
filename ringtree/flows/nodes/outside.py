"""Pass the caller on to a number of the public network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from ringtree.company.model import E164
from ringtree.company.node import node_type
from ringtree.company.prompt import Prompt
from ringtree.explained import Explained
from ringtree.flows.control import CallControl
from ringtree.flows.meanwhile import Meanwhile
from ringtree.flows.node import Prompts
from ringtree.flows.nodes.dial import RingTime
from ringtree.flows.requests import Acceptance, OutsideOutcome, OutsideRequest
from ringtree.prompts.phrases import ACCEPT_CALL


@node_type("outside")
class Outside(Meanwhile):
    """Rings a number outside over the company's trunk and connects whoever answers.

    With `accept` the callee hears an announcement and has to press 1: a mailbox that answers for
    a mobile presses nothing, and the call goes on in the tree. Another key or hanging up is
    `refused`, no key in time `no_answer`.
    """

    title: ClassVar[str] = "Outside number"
    fixed_exits: ClassVar[tuple[str, ...]] = tuple(outcome.value for outcome in OutsideOutcome)
    unwired_exits: ClassVar[frozenset[str]] = frozenset(fixed_exits)
    finishing_exits: ClassVar[frozenset[str]] = frozenset({OutsideOutcome.ANSWERED.value})

    type: Literal["outside"] = "outside"
    number: E164 = Field(description="the number to ring, +7…")
    caller_id: Literal["caller", "company"] | E164 = Field(
        default="company",
        description="the number presented: the caller's, the company's usual one, or one it has",
    )
    ring_time: RingTime = Field(default=30.0, description="seconds to ring before no_answer")
    accept: bool = Field(
        default=False, description="whether whoever answers has to press 1 to take the call"
    )
    accept_time: float = Field(
        default=15.0, ge=3, le=60, description="with `accept`, seconds to press 1 in"
    )
    accept_prompt: Prompts = Field(
        default=(), description="with `accept`, what the callee hears; none: a usual announcement"
    )

    @model_validator(mode="after")
    def _heard_by_somebody(self) -> Self:
        if self.accept_prompt and not self.accept:
            raise Explained(
                "accept_prompt is heard only with accept: true",
                "accept_prompt слышно только с accept: true",
            )
        return self

    def prompts(self) -> Iterator[Prompt]:
        """The caller's, then the callee's."""
        yield from super().prompts()
        yield from self.accept_prompt

    def references(self) -> Iterator[tuple[str, str]]:
        """The fixed number to present: it must be the company's."""
        if self.caller_id not in ("caller", "company"):
            yield "number", self.caller_id

    async def run(self, call: CallControl) -> str:
        """Ring, and leave by how it ended."""
        number, diverted = self._presented(call)
        prompts = self.accept_prompt or (ACCEPT_CALL,)
        outcome = await call.outside(
            OutsideRequest(
                number=self.number,
                caller_id=number,
                diverted=diverted,
                ring_time=self.ring_time,
                sound=self.sound,
                acceptance=Acceptance(prompts, self.accept_time) if self.accept else None,
            )
        )
        return outcome.value

    def _presented(self, call: CallControl) -> tuple[str, bool]:
        """The number to present, and whether it is the caller's own.

        An internal number means nothing outside, and a withheld one can't be shown.
        """
        company, caller = call.company, call.caller
        if self.caller_id == "caller":
            if caller and company.person(caller) is None:
                return caller, True
            return company.presented_number(caller) or "", False
        fixed = company.outgoing_number if self.caller_id == "company" else self.caller_id
        return fixed or "", False
