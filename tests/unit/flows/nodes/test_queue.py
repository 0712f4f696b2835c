"""The queue node."""

from __future__ import annotations

import pytest

from ringtree.company.queue import Queue
from ringtree.flows.control import CallerLeft, QueueExit, QueueOutcome
from ringtree.flows.nodes.queue import QueueNode
from tests.unit.flows.fake_call import FakeCall

SALES = QueueNode(queue="sales")


WAITED = [one for one in QueueOutcome if one is not QueueOutcome.KEY_EXIT]


@pytest.mark.parametrize("outcome", WAITED)
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


async def test_what_the_caller_pressed_is_the_exit() -> None:
    node = QueueNode(queue="sales", choices=("1", "23", "*"), required={"tax": 2})
    assert {"1", "23", "*"} <= set(node.exit_names) and "1" not in node.optional_exits
    call = FakeCall(queues=[QueueExit(QueueOutcome.KEY_EXIT, "23")])
    assert await node.run(call) == "23"
    assert call.requests[-1].choices == ("1", "23", "*")
    assert call.requests[-1].required == {"tax": 2}


def test_exits_that_the_queues_settings_rule_out_are_known() -> None:
    usual = Queue(name="sales", title="Sales", agents=())
    assert SALES.possible_exits(usual) == ("answered", "overflow", "closed")
    strict = Queue(
        name="sales",
        title="Sales",
        agents=(),
        max_wait=None,
        max_waiting=5,
        max_per_agent=2,
        max_estimate=60,
        join_unless=("busy",),
        leave_when=("busy",),
    )
    possible = set(SALES.possible_exits(strict))
    assert possible == set(SALES.exit_names) - {"overflow"}
