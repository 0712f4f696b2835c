"""Who takes part in a call, when that changes. Whole transfers are in flows/test_transferring."""

from __future__ import annotations

import pytest

from ringtree.calls.refused import CallRefused
from tests.unit.calls.house import BORIS, house
from tests.unit.calls.test_conversation import answered

pytestmark = pytest.mark.looptime


async def test_when_the_caller_hands_on_the_callee_becomes_the_caller() -> None:
    async with house() as made:
        call, anna = await answered(made)
        left, reserved = call.caller, made.occupancy.occupy(BORIS, call.id)
        call.holds = [reserved]
        gone = call.let_go(anna, "102", by_caller=True)
        assert call.caller is anna.leg and call.account == anna.target.own_account
        assert made.occupancy.is_taken(BORIS), "the phone that leaves is still in it"
        gone.release()
        assert left.is_over and not made.occupancy.is_taken(BORIS)
        for one in call.holds:
            one.release()
        assert made.occupancy.taken() == ()


async def test_who_is_given_away_is_closed_by_the_other_call() -> None:
    async with house() as made:
        donor, anna = await answered(made)
        other = made.call()
        await other.answer()
        donor.give_away(anna)
        other.adopt(anna)
        assert anna.leg is not None
        assert anna.leg.id not in await donor.close_media()
        assert anna.leg.id in await other.close_media()


async def test_a_guest_s_media_moves_to_where_the_caller_s_is() -> None:
    async with house() as made:
        donor, anna = await answered(made)
        other = made.call()
        await other.answer()
        donor.give_away(anna)
        other.adopt(anna)
        assert anna.leg is not None and anna.leg.media is not None
        former = anna.leg.media
        former.can_hear = lambda _other: False  # type: ignore[method-assign]
        assert other.caller.media is not None
        other.caller.media.can_hear = lambda _other: False  # type: ignore[method-assign]
        await other.move_in(anna)
        assert anna.leg.media is not former


async def test_without_a_port_nobody_moves_in() -> None:
    async with house() as made:
        donor, anna = await answered(made)
        other = made.call()
        await other.answer()
        donor.give_away(anna)
        other.adopt(anna)
        assert other.caller.media is not None
        other.caller.media.can_hear = lambda _other: False  # type: ignore[method-assign]
        made.media.ports = 0
        with pytest.raises(CallRefused):
            await other.move_in(anna)
