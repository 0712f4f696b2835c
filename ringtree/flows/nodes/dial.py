"""Ring people of the company and connect the caller with who answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from ringtree.company.node import node_type
from ringtree.flows.control import CallControl, DialOutcome, DialRequest
from ringtree.flows.node import FlowNode, OneOrMore, all_different

Target = Annotated[str, Field(pattern=r"^([0-9]{2,6}|[^\W\d][\w-]{0,59})$")]
Targets = Annotated[
    tuple[Target, ...],
    *OneOrMore,
    Field(min_length=1, max_length=50),
    AfterValidator(all_different),
]


@node_type("dial")
class Dial(FlowNode):
    """Rings people or groups, all together, and connects the first who answers.

    Who is in a call already is skipped. `busy` is taken when everybody who could be rung is
    busy or refused, `no_answer` when a phone rang in vain, `unreachable` when none could ring.
    """

    title: ClassVar[str] = "Dial"
    fixed_exits: ClassVar[tuple[str, ...]] = tuple(outcome.value for outcome in DialOutcome)
    unwired_exits: ClassVar[frozenset[str]] = frozenset(fixed_exits)
    finishing_exits: ClassVar[frozenset[str]] = frozenset({DialOutcome.ANSWERED.value})

    type: Literal["dial"] = "dial"
    targets: Targets = Field(
        description="internal numbers and names of groups", json_schema_extra={"widget": "people"}
    )
    ring_time: float = Field(
        default=25.0, ge=3, le=300, description="seconds to ring before no_answer"
    )

    def references(self) -> Iterator[tuple[str, str]]:
        """Each person and group; an internal number is all digits, a group's name never is."""
        for target in self.targets:
            yield ("extension" if target.isdigit() else "group"), target

    async def run(self, call: CallControl) -> str:
        """Ring, and leave by how it ended."""
        outcome = await call.dial(DialRequest(targets=self.targets, ring_time=self.ring_time))
        return outcome.value
