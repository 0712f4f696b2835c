"""Let the caller wait for one of the queue's agents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from ringtree.company.model import Key
from ringtree.company.node import node_type
from ringtree.flows.control import CallControl, QueueOutcome
from ringtree.flows.node import FlowNode


@node_type("queue")
class QueueNode(FlowNode):
    """Puts the caller into a queue: music, the place announced, and an agent in the end.

    How long, who is rung and what is heard meanwhile are the queue's own settings, so that two
    trees that lead to one queue cannot disagree about it.
    """

    title: ClassVar[str] = "Queue"
    fixed_exits: ClassVar[tuple[str, ...]] = tuple(outcome.value for outcome in QueueOutcome)
    unwired_exits: ClassVar[frozenset[str]] = frozenset(fixed_exits)
    finishing_exits: ClassVar[frozenset[str]] = frozenset({QueueOutcome.ANSWERED.value})

    type: Literal["queue"] = "queue"
    queue: Key = Field(
        description="name of the queue to wait in", json_schema_extra={"widget": "queue"}
    )

    def references(self) -> Iterator[tuple[str, str]]:
        """The queue."""
        yield "queue", self.queue

    async def run(self, call: CallControl) -> str:
        """Wait, and leave by how the waiting ended."""
        outcome = await call.queue(self.queue)
        return outcome.value
