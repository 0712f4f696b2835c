"""The panel hands a call on as the person's phone would."""

from __future__ import annotations

import pytest

from ringtree.flows.handing_on import CannotTransfer, hand_on
from tests.unit.calls.house import BORIS, house, moment
from tests.unit.flows.test_transferring import VERA, answered, dialled, together

pytestmark = pytest.mark.looptime


async def test_a_person_who_was_called_hands_the_caller_on() -> None:
    async with house() as made:
        call, calls = await answered(made)
        hand_on(calls.calls, "acme", call.id, by="101", to="102")
        await moment()
        made.phone("102").answers()
        await moment()
        assert made.said("101")[-1] == "BYE", "the phone was asked for nothing and told nothing"
        assert together(made.caller, made.phone("102"), made)
        assert made.occupancy.taken() == (BORIS,)
        made.caller.hangs_up()
        await moment()
        made.check()


async def test_a_person_who_called_hands_the_callee_on() -> None:
    async with house() as made:
        call, calls = await dialled(made)
        hand_on(calls.calls, "acme", call.id, by="102", to="103")
        await moment()
        made.phone("103").answers()
        await moment()
        assert made.occupancy.is_taken(VERA) and not made.occupancy.is_taken(BORIS)
        made.phone("103").hangs_up()
        await moment()
        made.check()


@pytest.mark.parametrize(
    ("company", "by", "to", "why"),
    [
        ("acme", "103", "102", "103 does not talk in this call"),
        ("acme", "101", "177", "Nobody Has This Number"),
        ("rose", "101", "102", "nobody talks"),
    ],
)
async def test_what_cannot_be_done_is_said(company: str, by: str, to: str, why: str) -> None:
    async with house() as made:
        call, calls = await answered(made)
        with pytest.raises(CannotTransfer, match=why):
            hand_on(calls.calls, company, call.id, by=by, to=to)
        assert together(made.caller, made.phone("101"), made)
        made.caller.hangs_up()
        await moment()
        with pytest.raises(CannotTransfer, match="nobody talks"):
            hand_on(calls.calls, "acme", call.id, by="101", to="102")
        made.check()
