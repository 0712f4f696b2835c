"""A call: the caller's leg, and what is done with it. Whole stories are in flows/test_service."""

from __future__ import annotations

import pytest

from ringtree.calls.call import CallRefused, new_call_id
from tests.unit.calls.fakes import ONLY_G729
from tests.unit.calls.house import house, target

pytestmark = pytest.mark.looptime


async def test_media_of_a_caller_with_a_bad_offer_is_closed_too() -> None:
    async with house() as made:
        call = made.call(ONLY_G729)
        assert not call.has_media
        with pytest.raises(CallRefused) as caught:
            await call.open_media()
        assert caught.value.cause.status == 488
        assert call.has_media
        await call.close_media()
        assert made.media.open_legs == []


async def test_media_that_was_offered_and_not_used_is_closed() -> None:
    async with house() as made:
        call = made.call()
        await call.media_for([target("101", "192.0.2.1", "2001:db8::1")])
        quality = await call.close_media()
        assert len(made.media.legs) == 3
        assert made.media.open_legs == []
        assert list(quality) == [call.caller.id]


async def test_no_port_for_the_callee_is_a_refusal() -> None:
    async with house() as made:
        made.media.ports = 1
        with pytest.raises(CallRefused) as caught:
            await made.call().media_for([target("101", "192.0.2.1")])
        assert caught.value.cause.status == 503


def test_ids_are_unique() -> None:
    assert len({new_call_id() for _ in range(100)}) == 100
