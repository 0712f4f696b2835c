"""Send some callers one way and some another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import accumulate
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.model import Key
from ringtree.company.node import node_type
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode


class SplitBy(StrEnum):
    """How it is decided."""

    CHANCE = "chance"
    TURNS = "turns"


@node_type("split")
class Split(FlowNode):
    """Divides callers among its ways: by chance in shares of a hundred, or by turns.

    By turns, so many calls in a row go each way, then it begins anew.
    """

    title: ClassVar[str] = "Split"
    exits_from: ClassVar[str | None] = "ways"

    type: Literal["split"] = "split"
    by: SplitBy = Field(default=SplitBy.CHANCE, description="how a call's way is decided")
    ways: Mapping[Key, Annotated[int, Field(ge=1, le=100)]] = Field(
        min_length=2,
        max_length=20,
        description="each way's percentage, or how many calls in turn; every way is an exit",
    )

    async def run(self, call: CallControl) -> str:
        """Draw, or take the next turn."""
        whole = sum(self.ways.values())
        if self.by is SplitBy.TURNS:
            drawn: float = call.counter(call.here) % whole
        else:
            drawn = call.carried.random() * whole
        call.note(drawn=round(drawn, 2))
        return self._way(drawn)

    def _way(self, drawn: float) -> str:
        ends = accumulate(self.ways.values())
        return next(way for way, end in zip(self.ways, ends, strict=True) if drawn < end)


@rule(
    "split-not-whole",
    Both(
        "Change the percentages so that they make up 100.",
        "Измените проценты так, чтобы вместе было 100.",
    ),
)
def shares_are_whole(subject: Subject) -> Iterator[Found]:
    """Percentages that are not 100 together: somebody has miscounted who goes where."""
    for place in subject.places():
        node = place.node
        if isinstance(node, Split) and node.by is SplitBy.CHANCE:
            whole = sum(node.ways.values())
            if whole != 100:
                message = Both(
                    f"the ways have {whole} % together", f"вместе у путей {whole} %, а не 100 %"
                )
                allowed = Both("percentages that make up 100", "проценты, которых вместе 100")
                yield Found(message, place.path("ways"), allowed)
