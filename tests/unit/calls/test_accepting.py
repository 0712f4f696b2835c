"""Whoever answers outside has not taken the call before pressing 1."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest

from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.events import Answered, Failed, Left
from ringtree.calls.target import Accept, Target
from ringtree.calls.trying import AttemptState
from ringtree.media.plane import DigitPressed
from tests.unit.calls.fakes import FakeRoom
from tests.unit.calls.house import House, house, target
from tests.unit.calls.test_attempt import Story

pytestmark = pytest.mark.looptime
ACCEPT = Accept((Path("press-one.al"),), 15.0)


async def asked(made: House) -> Story:
    """A mobile that has answered."""
    media = CalleeMedia(made.exchange, cast(Any, FakeRoom(made.media)))
    plain = target("mobile", "192.0.2.9", account=None)
    whom = Target("mobile", None, plain.devices, accept=ACCEPT)
    await media.open_for(whom.hops, whom.own_media)
    story = Story(made, media, whom)
    made.phone("mobile").rings()
    made.phone("mobile").answers()
    return story


def press(story: Story, digit: str) -> None:
    leg = story.attempt.leg
    assert leg is not None
    leg.on_media(DigitPressed(digit, 100))


async def test_one_takes_the_call() -> None:
    async with house() as made:
        story = await asked(made)
        assert story.attempt.state is AttemptState.ACCEPTING
        assert not any(isinstance(one, Answered) for one in story.events)
        leg = story.attempt.leg
        assert leg is not None and leg.media is not None
        assert cast(Any, leg.media).playing.files == ACCEPT.files
        press(story, "1")
        assert isinstance(story.events[-1], Answered)
        assert cast(Any, leg.media).playing is None
        story.attempt.take_media()  # the winner has it already
        await asyncio.sleep(ACCEPT.limit * 2)
        made.phone("mobile").hangs_up()
        assert isinstance(story.events[-1], Left)


async def test_a_mailbox_presses_nothing() -> None:
    async with house() as made:
        story = await asked(made)
        await asyncio.sleep(ACCEPT.limit + 0.1)
        assert story.kinds() == [CauseKind.NO_ANSWER] and made.phone("mobile").is_given_up


@pytest.mark.parametrize("move", ["key", "hang up"])
async def test_another_key_or_hanging_up_refuses(move: str) -> None:
    async with house() as made:
        story = await asked(made)
        if move == "key":
            press(story, "2")
        else:
            made.phone("mobile").hangs_up()
        assert story.kinds() == [CauseKind.REFUSED]
        assert isinstance(story.events[-1], Failed) and made.phone("mobile").is_given_up
        await asyncio.sleep(ACCEPT.limit * 2)
        assert len(story.events) == 2  # it rang, and failed


async def test_a_caller_who_leaves_meanwhile_ends_the_question() -> None:
    async with house() as made:
        story = await asked(made)
        story.attempt.cancel(cause(CauseKind.CANCELLED))
        assert made.phone("mobile").is_given_up
        await asyncio.sleep(ACCEPT.limit * 2)
        assert story.kinds() == []
