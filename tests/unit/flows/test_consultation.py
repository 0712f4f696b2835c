"""Transfers after having asked: two calls of one person become one of the two others."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from ringtree.calls.call import Call
from ringtree.flows.consultation import consultation
from ringtree.flows.service import CallService, Dialled
from ringtree.records.outcome import Outcome
from ringtree.sip.replaces import Replaces
from tests.unit.calls.fakes import FakeSession
from tests.unit.calls.house import ANNA, BORIS, House, house, moment, target
from tests.unit.flows.test_service import service
from tests.unit.flows.test_transferring import VERA, answered, dialled, together

pytestmark = pytest.mark.looptime


class Two(NamedTuple):
    """Anna's two calls, with her dialog in each, and the far sides."""

    first: Call
    own: FakeSession
    other: FakeSession
    second: Call
    own_second: FakeSession
    asked: FakeSession


def asks(made: House, calls: CallService, account: str = ANNA, whom: str = "103") -> Call:
    """Somebody calls Vera, to ask."""
    call = made.call(called=whom)
    call.account = account
    held = [made.occupancy.occupy(account, call.id)]
    wanted = target(whom, f"192.0.2.{whom}", account=f"acme-{whom}")
    calls.connect(call, Dialled(wanted, whom), held)
    return call


async def taken(made: House) -> Two:
    """Carl has called Anna, who has called Vera; both calls are talked in."""
    first, calls = await answered(made)
    carl, own = made.caller, made.phone("101")
    second = asks(made, calls)
    await moment()
    made.phone("103").answers()
    await moment()
    made.caller.acknowledges()
    await moment(5)
    return Two(first, own, carl, second, made.caller, made.phone("103"))


async def hung_up(made: House, by: FakeSession, records: int = 2) -> None:
    await moment(5)
    by.hangs_up()
    await moment()
    made.check(records)


async def test_the_caller_is_joined_with_whom_the_callee_has_asked() -> None:
    async with house() as made:
        two = await taken(made)
        assert set(made.occupancy.taken()) == {ANNA, VERA}
        two.own.refers("103", two.own_second)
        await moment()
        assert "202" in made.said("101") and made.said("101")[-2:] == ["NOTIFY 200", "BYE"]
        assert "BYE" in made.said("caller"), "Anna's other call goes on"
        assert made.occupancy.taken() == (VERA,)
        assert together(two.other, two.asked, made)
        await hung_up(made, two.other)
        short, whole = made.records.written
        assert short.trace[0].facts["steps"][-1]["note"] == (
            "101 connected 103 with the other side of another call"
        )
        assert [leg.party for leg in whole.legs][1:] == ["101", "103"]
        assert (whole.answered_by, whole.outcome) == ("101", Outcome.ANSWERED)
        assert short.outcome is Outcome.ANSWERED


async def test_it_may_be_asked_for_in_either_of_the_two_calls() -> None:
    async with house() as made:
        two = await taken(made)
        two.own_second.refers("+79990000000", two.own)
        await moment()
        assert [line for line in made.said("caller") if line.startswith("NOTIFY")] == ["NOTIFY 200"]
        assert made.occupancy.taken() == (VERA,)
        assert together(two.other, two.asked, made)
        await hung_up(made, two.asked)


async def test_two_that_were_both_called_are_joined() -> None:
    async with house() as made:
        first, calls = await dialled(made)
        boris = made.caller
        asks(made, calls, BORIS)
        await moment()
        made.phone("103").answers()
        await moment()
        made.caller.acknowledges()
        await moment(5)
        boris.refers("103", made.caller)
        await moment()
        assert first.account == ANNA
        assert set(made.occupancy.taken()) == {ANNA, VERA}
        assert together(made.phone("101"), made.phone("103"), made)
        await hung_up(made, made.phone("103"))


async def test_it_may_be_asked_for_while_the_other_still_rings() -> None:
    async with house() as made:
        _, calls = await answered(made)
        carl, own = made.caller, made.phone("101")
        asks(made, calls)
        await moment()
        made.phone("103").rings()
        own.refers("103", made.caller)
        await moment()
        rung = made.endpoint.to("103")
        assert len(rung) == 2 and rung[0].is_given_up
        assert rung[1].invite is not None and rung[1].invite.from_.display == "Carl"
        rung[1].answers()
        await moment()
        assert together(carl, rung[1], made)
        assert made.occupancy.taken() == (VERA,)
        await hung_up(made, carl)


async def test_whoever_was_asked_may_leave_in_that_very_moment() -> None:
    async with house() as made:
        two = await taken(made)
        two.own.refers("103", two.own_second)
        two.asked.hangs_up()
        await moment()
        made.check(2)


async def test_the_caller_may_leave_in_that_very_moment() -> None:
    async with house() as made:
        two = await taken(made)
        two.own.refers("103", two.own_second)
        two.other.hangs_up()
        await moment()
        made.check(2)


async def test_without_a_port_for_anybody_the_caller_is_told_and_nobody_is_left() -> None:
    async with house() as made:
        two = await taken(made)
        made.media.ports = 0
        two.own.refers("103", two.own_second)
        await moment()
        assert "BYE" in made.said("103")
        await moment(5)
        assert made.media.legs[0].played[-1].files[0].name.startswith("The person")
        made.check(2)


async def test_somebody_else_s_call_is_nobody_s_to_take() -> None:
    async with house() as made:
        two = await taken(made)
        stranger = asks(made, service(made), BORIS, "102")
        await moment()
        two.own.refers("103", made.caller)
        await moment()
        assert made.said("101")[-1] == "481 to REFER"
        stranger.caller.session.cancels()  # type: ignore[attr-defined]
        two.other.hangs_up()
        two.asked.hangs_up()
        await moment()
        made.check(3)


async def test_a_call_cannot_replace_itself() -> None:
    async with house() as made:
        two = await taken(made)
        two.own.refers("103", two.own)
        await moment()
        assert made.said("101")[-1] == "481 to REFER"
        two.other.hangs_up()
        two.asked.hangs_up()
        await moment()
        made.check(2)


async def test_a_call_is_found_by_the_dialog_of_its_own_party() -> None:
    async with house() as made:
        two = await taken(made)

        def found(of: FakeSession, account: str) -> Call | None:
            one = consultation(made.exchange, account, Replaces(of.call_id, "a", "b"))
            return one.call if one else None

        assert found(two.own, ANNA) is two.first and found(two.own_second, ANNA) is two.second
        assert found(two.own, VERA) is None and found(two.other, ANNA) is None
        two.other.hangs_up()
        two.asked.hangs_up()
        await moment()
        made.check(2)
