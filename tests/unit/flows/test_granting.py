"""Who may hand whom on: refused at once, in words, where the transferor could not call either."""

from __future__ import annotations

import pytest

from tests.unit.calls.house import house, moment
from tests.unit.flows.test_transferring import answered, together

pytestmark = pytest.mark.looptime


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("177", "404"),
        ("101", "482"),
        ("+12125550123", "403"),
        ("*43", "404"),
    ],
)
async def test_whom_the_transferor_could_not_call_nobody_is_handed_to(to: str, why: str) -> None:
    async with house() as made:
        await answered(made)
        made.phone("101").refers(to)
        await moment()
        assert made.said("101")[-1] == f"{why} to REFER"
        assert together(made.caller, made.phone("101"), made), "the conversation must go on"
        made.caller.hangs_up()
        await moment()
        made.check()


async def test_a_caller_from_outside_hands_nobody_on_whatever_number_is_shown() -> None:
    async with house() as made:
        call, _ = await answered(made)
        call.presentation = call.presentation.__class__("Boss", "102")
        made.caller.refers("103")
        await moment()
        assert made.said("caller")[-1] == "603 to REFER"
        made.caller.hangs_up()
        await moment()
        made.check()
