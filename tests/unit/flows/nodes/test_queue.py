"""The queue node."""

from __future__ import annotations

import pytest

from ringtree.flows.control import CallerLeft, QueueOutcome
from ringtree.flows.nodes.queue import QueueNode
from tests.unit.flows.fake_call import FakeCall

SALES = QueueNode(queue="sales")


@pytest.mark.parametrize("outcome", QueueOutcome)
async def test_each_way_the_waiting_can_end_has_its_exit(outcome: QueueOutcome) -> None:
    call = FakeCall(queues=[outcome])
    assert await SALES.run(call) == outcome.value
    assert outcome.value in SALES.exit_names
    assert call.log == ["waited in sales"]


async def test_a_caller_who_leaves_while_waiting_ends_the_node() -> None:
    with pytest.raises(CallerLeft):
        await SALES.run(FakeCall(hang_up_at=3))


def test_every_exit_may_stay_unwired_and_a_conversation_finishes_the_call() -> None:
    assert SALES.optional_exits == frozenset(SALES.exit_names)
    assert SALES.finishing_exits == {"answered"}


def test_the_queue_it_names_can_be_checked() -> None:
    assert list(SALES.references()) == [("queue", "sales")]
