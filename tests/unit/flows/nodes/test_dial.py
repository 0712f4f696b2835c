"""The dial node."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.calls.hunt import Order
from ringtree.company.node import NODE_TYPES
from ringtree.flows.control import CallerLeft, DialOutcome, DialRequest, Forwarding
from ringtree.flows.nodes.dial import Dial
from tests.unit.flows.fake_call import FakeCall


@pytest.mark.parametrize("outcome", DialOutcome)
async def test_each_way_a_ring_can_end_has_its_exit(outcome: DialOutcome) -> None:
    dial = Dial(targets=("101",))
    assert await dial.run(FakeCall(dials=[outcome])) == outcome.value
    assert outcome.value in dial.exit_names


async def test_people_and_groups_ring_together_for_the_ring_time() -> None:
    call = FakeCall()
    dial = Dial.model_validate({"targets": ["101", "support"], "ring_time": 12})
    await dial.run(call)
    assert call.log == ["dialled 101, support for 12 s"]
    assert list(dial.references()) == [("extension", "101"), ("group", "support")]


async def test_a_caller_who_leaves_while_it_rings_ends_the_node() -> None:
    with pytest.raises(CallerLeft):
        await Dial(targets=("101",)).run(FakeCall(hang_up_at=2))


async def test_waves_follow_each_other_by_the_delay() -> None:
    call = FakeCall()
    settings = {"targets": ["101", "support"], "order": "waves", "ring_time": 30}
    await Dial.model_validate(settings).run(call)
    await Dial.model_validate({**settings, "delay": 4}).run(call)
    first, second = call.requests
    assert isinstance(first, DialRequest) and isinstance(second, DialRequest)
    assert (first.order, first.delay, second.delay) == (Order.WAVES, 10.0, 4.0)


def test_every_exit_may_stay_unwired_and_a_conversation_finishes_the_call() -> None:
    dial = Dial(targets=("101",))
    assert dial.optional_exits == frozenset(dial.exit_names)
    assert dial.finishing_exits == {"answered"}


def test_a_single_target_needs_no_list() -> None:
    dial = Dial.model_validate({"targets": "101"})
    assert dial.targets == ("101",)
    assert dial.model_dump()["targets"] == "101"


@pytest.mark.parametrize(
    "settings",
    [
        {"targets": []},
        {"targets": ["1"]},
        {"targets": ["101", "101"]},
        {"targets": ["+74950000001"]},
        {"targets": "101", "ring_time": 2},
        {"targets": "101", "ring_time": 301},
        {"targets": "101", "rings": 3},
        {"targets": "101", "delay": 5},
        {"targets": ["101", "102"], "order": "in_order", "delay": 5},
        {"targets": ["101", "102"], "order": "waves", "delay": 20, "ring_time": 20},
        {"targets": ["101", "102", "103"], "order": "waves", "ring_time": 20},
        {"targets": "101", "order": "random"},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Dial.model_validate(settings)


async def test_callers_are_led_out_of_the_house_only_where_it_is_written() -> None:
    call = FakeCall()
    await Dial.model_validate({"targets": "101"}).run(call)
    await Dial.model_validate({"targets": "101", "forwarding": "follow"}).run(call)
    said = [one.forwarding for one in call.requests if isinstance(one, DialRequest)]
    assert said == [Forwarding.INSIDE, Forwarding.FOLLOW]


def test_no_node_follows_out_of_the_house_by_default() -> None:
    fields = [kind.model_fields.get("forwarding") for kind in NODE_TYPES.values()]
    defaults = [field.default for field in fields if field is not None]
    assert len(defaults) >= 3 and set(defaults) == {Forwarding.INSIDE}
