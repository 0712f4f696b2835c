"""Ring people of the company and connect the caller with who answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ringtree.calls.hunt import Order
from ringtree.company.node import node_type
from ringtree.explained import Explained
from ringtree.flows.control import CallControl, DialOutcome, DialRequest, Forwarding
from ringtree.flows.meanwhile import Meanwhile
from ringtree.flows.node import OneOrMore, all_different

Target = Annotated[str, Field(pattern=r"^([0-9]{2,6}|[^\W\d][\w-]{0,59})$")]
Targets = Annotated[
    tuple[Target, ...],
    *OneOrMore,
    Field(min_length=1, max_length=50),
    AfterValidator(all_different),
]
#: Seconds between two waves, unless the node says otherwise.
DELAY = 10.0
RingTime = Annotated[float, Field(ge=3, le=300)]
#: The field of every node that rings people.
FORWARDING: Forwarding = Field(
    default=Forwarding.INSIDE,
    description="whether people's forwarding is followed: to colleagues only, with `follow` to"
    " numbers outside as well, or not at all",
)


def named_targets(targets: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each as a reference; an internal number is all digits, a group's name never is."""
    for target in targets:
        yield ("extension" if target.isdigit() else "group"), target


@node_type("dial")
class Dial(Meanwhile):
    """Rings people or groups and connects the first who answers.

    All together, one after the other, or in waves that join those who ring already. Who is in a
    call is skipped at once. `busy` is taken when everybody who could be rung is busy or refused,
    `no_answer` when a phone rang in vain, `unreachable` when none could ring.
    """

    title: ClassVar[str] = "Dial"
    fixed_exits: ClassVar[tuple[str, ...]] = tuple(outcome.value for outcome in DialOutcome)
    unwired_exits: ClassVar[frozenset[str]] = frozenset(fixed_exits)
    finishing_exits: ClassVar[frozenset[str]] = frozenset({DialOutcome.ANSWERED.value})

    type: Literal["dial"] = "dial"
    targets: Targets = Field(
        description="internal numbers and names of groups", json_schema_extra={"widget": "people"}
    )
    order: Order = Field(
        default=Order.TOGETHER,
        description="all together, one after the other, or each target joining the ones before",
    )
    ring_time: RingTime = Field(default=25.0, description="seconds to ring; in order, each person")
    forwarding: Forwarding = FORWARDING
    delay: float | None = Field(
        default=None,
        ge=1,
        le=120,
        description="with `order: waves`, seconds before the next target joins; 10 if not set",
    )

    @model_validator(mode="after")
    def _everybody_rings(self) -> Self:
        """No delay that nothing waits for, and no wave that would come too late."""
        if self.order is not Order.WAVES:
            if self.delay is not None:
                raise Explained(
                    "delay has a meaning only with order: waves",
                    "delay имеет смысл только с order: waves",
                )
        elif self.pause * (len(self.targets) - 1) >= self.ring_time:
            raise Explained(
                f"the last of {len(self.targets)} waves would begin after ring_time: "
                "choose a shorter delay or a longer ring_time",
                f"последняя волна ({len(self.targets)}) началась бы позже ring_time: "
                "уменьшите delay или увеличьте ring_time",
            )
        return self

    @property
    def pause(self) -> float:
        """Seconds between two waves."""
        return self.delay if self.delay is not None else DELAY

    def references(self) -> Iterator[tuple[str, str]]:
        """Each person and group."""
        return named_targets(self.targets)

    async def run(self, call: CallControl) -> str:
        """Ring, and leave by how it ended."""
        outcome = await call.dial(
            DialRequest(
                targets=self.targets,
                ring_time=self.ring_time,
                order=self.order,
                delay=self.pause if self.order is Order.WAVES else 0.0,
                sound=self.sound,
                forwarding=self.forwarding,
            )
        )
        return outcome.value
