"""Let the caller wait for one of the queue's agents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from ringtree.company.node import node_type
from ringtree.company.part import Key
from ringtree.company.queue import Levels, Queue
from ringtree.flows.control import CallControl, QueueOutcome, QueueRequest
from ringtree.flows.node import FlowNode, all_different

WaitingChoices = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[0-9*#]{1,8}$")], ...],
    Field(max_length=100),
    AfterValidator(all_different),
]


OUTCOMES = tuple(one.value for one in QueueOutcome if one is not QueueOutcome.KEY_EXIT)


@node_type("queue")
class QueueNode(FlowNode):
    """Puts the caller into a queue: music, the place announced, and an agent in the end.

    How long, who is rung and what is heard meanwhile are the queue's own settings, so that two
    trees that lead to one queue cannot disagree about it. What the caller may press meanwhile,
    and what an agent has to know for this caller, are the tree's.
    """

    title: ClassVar[str] = "Queue"
    fixed_exits: ClassVar[tuple[str, ...]] = OUTCOMES
    exits_from: ClassVar[str | None] = "choices"
    unwired_exits: ClassVar[frozenset[str]] = frozenset(OUTCOMES)
    finishing_exits: ClassVar[frozenset[str]] = frozenset({QueueOutcome.ANSWERED.value})

    type: Literal["queue"] = "queue"
    queue: Key = Field(
        description="name of the queue to wait in", json_schema_extra={"widget": "queue"}
    )
    choices: WaitingChoices = Field(
        default=(),
        description="keys, one or more for each choice, that lead out of the queue by that exit",
    )
    required: Levels = Field(
        default_factory=dict, description="levels an agent needs for this caller, by skill"
    )
    preferred: Levels = Field(
        default_factory=dict, description="levels that would suit this caller, by skill"
    )

    def references(self) -> Iterator[tuple[str, str]]:
        """The queue."""
        yield "queue", self.queue

    def possible_exits(self, queue: Queue) -> tuple[str, ...]:
        """The exits that can be taken at all, as the queue is set."""
        never = {name for name, is_set in _NEEDS if not is_set(queue)}
        return tuple(name for name in self.exit_names if name not in never)

    async def run(self, call: CallControl) -> str:
        """Wait, and leave by how the waiting ended, or by what was pressed."""
        request = QueueRequest(
            queue=self.queue,
            choices=self.choices,
            required=self.required,
            preferred=self.preferred,
        )
        left = await call.queue(request)
        return left.key if left.outcome is QueueOutcome.KEY_EXIT else left.outcome.value


#: What must be set for an exit to be taken at all.
_NEEDS: tuple[tuple[str, Callable[[Queue], bool]], ...] = (
    (QueueOutcome.OVERFLOW, lambda queue: queue.max_wait is not None),
    (QueueOutcome.FULL, lambda queue: queue.max_waiting is not None),
    (QueueOutcome.CROWDED, lambda queue: queue.max_per_agent is not None),
    (QueueOutcome.LONG_WAIT, lambda queue: queue.max_estimate is not None),
    (QueueOutcome.NOBODY, lambda queue: bool(queue.join_unless)),
    (QueueOutcome.DESERTED, lambda queue: bool(queue.leave_when)),
)
