"""Two legs hear each other, or music while one of them holds."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest

from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call
from ringtree.calls.cause import Cause, CauseKind
from ringtree.calls.conversation import Conversation
from ringtree.calls.events import Pressed
from ringtree.calls.presentation import Presentation
from tests.unit.calls.fakes import ON_HOLD, FakeMediaLeg, sdp
from tests.unit.calls.house import ANNA, House, house, moment, target

pytestmark = pytest.mark.looptime
MUSIC = (Path("music"),)


async def begin(made: House) -> tuple[Call, Conversation, asyncio.Task[Cause]]:
    """The caller talks with Anna."""
    call, attempt = await answered(made)
    conversation = Conversation(made.exchange, call.caller, attempt, MUSIC)
    call.activity = conversation
    running = made.tasks.start(conversation.run(), name="talk")
    await moment()
    return call, conversation, running


async def answered(made: House) -> tuple[Call, Attempt]:
    call = made.call()
    await call.answer()
    made.caller.acknowledges()
    whom = target("101", "192.0.2.101")
    attempt = Attempt(
        made.exchange, whom, await call.media_for([whom]), lambda _attempt, _event: None
    )
    attempt.start(call.id, Presentation("", "1"), 20.0)
    made.phone("101").answers()
    attempt.take_media()
    return call, attempt


def media(made: House) -> tuple[FakeMediaLeg, FakeMediaLeg]:
    caller, callee = made.media.legs
    return caller, callee


async def test_the_callee_leaves() -> None:
    async with house() as made:
        _, _, running = await begin(made)
        caller, callee = media(made)
        assert caller.other is callee
        made.phone("101").hangs_up()
        assert (await running).kind is CauseKind.NORMAL
        assert caller.other is None
        assert made.said("101")[-1] == "200 to BYE"
        assert made.occupancy.taken() == ()


async def test_the_caller_leaves() -> None:
    async with house() as made:
        _, _, running = await begin(made)
        running.cancel()
        await moment()
        assert made.said("101")[-1] == "BYE"
        assert media(made)[0].other is None
        assert not made.occupancy.is_taken(ANNA)


async def test_a_callee_who_left_before_it_began_ends_it_at_once() -> None:
    async with house() as made:
        call, attempt = await answered(made)
        made.phone("101").hangs_up()
        conversation = Conversation(made.exchange, call.caller, attempt, MUSIC)
        assert (await conversation.run()).kind is CauseKind.NORMAL


async def test_it_ends_after_the_longest_call() -> None:
    async with house() as made:
        made.exchange.longest_call = 600.0
        _, _, running = await begin(made)
        assert (await running).kind is CauseKind.TOO_LONG
        assert made.said("101")[-1] == "BYE"


@pytest.mark.parametrize("holder", ["caller", "101"])
async def test_whoever_is_held_hears_music(holder: str) -> None:
    async with house() as made:
        await begin(made)
        caller, callee = media(made)
        held = callee if holder == "caller" else caller
        made.phone(holder).offers(ON_HOLD)
        assert caller.other is None
        assert held.playing is not None and held.playing.files == MUSIC
        assert (callee if held is caller else caller).playing is None
        made.phone(holder).offers(sdp())
        assert caller.other is callee
        assert held.playing is None


async def test_both_hold_and_the_first_to_resume_hears_music() -> None:
    async with house() as made:
        await begin(made)
        caller, callee = media(made)
        made.caller.offers(ON_HOLD)
        made.phone("101").offers(ON_HOLD)
        made.caller.offers(sdp())
        assert caller.other is None
        assert caller.playing is not None
        made.phone("101").offers(sdp())
        assert caller.other is callee
        assert (caller.playing, callee.playing) == (None, None)


async def test_a_holder_may_leave() -> None:
    async with house() as made:
        _, _, running = await begin(made)
        made.phone("101").offers(ON_HOLD)
        made.phone("101").hangs_up()
        await running
        assert made.occupancy.taken() == ()


async def test_a_new_address_does_not_part_the_two() -> None:
    async with house() as made:
        await begin(made)
        caller, callee = media(made)
        made.phone("101").offers(sdp(7000, host="198.51.100.9"))
        assert caller.other is callee
        assert callee.remote.port == 7000


async def test_keys_are_nothing_to_a_conversation() -> None:
    async with house() as made:
        _, conversation, running = await begin(made)
        conversation.on_caller(Pressed("1"))
        assert not running.done()
        running.cancel()


async def test_without_an_answer_there_is_none() -> None:
    async with house() as made:
        call, attempt = await answered(made)
        attempt.leg = None
        with pytest.raises(AssertionError):
            Conversation(made.exchange, cast(Any, call.caller), attempt, MUSIC)
