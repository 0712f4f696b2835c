"""What a caller hears: one playback replaces the other, and a key cuts a prompt short."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast

import pytest

from ringtree.calls.call import Call
from ringtree.calls.events import Played
from ringtree.calls.player import LONGEST_PLAYBACK
from ringtree.media.plane import DigitPressed
from tests.unit.calls.fakes import FILE, FakeMediaLeg
from tests.unit.calls.house import House, house, moment

pytestmark = pytest.mark.looptime
HELLO, BYE = (Path("hello"),), (Path("hello"), Path("bye"))


async def answered(made: House) -> tuple[Call, FakeMediaLeg]:
    call = made.call()
    await call.answer()
    return call, cast(FakeMediaLeg, call.caller.media)


def now() -> float:
    return asyncio.get_running_loop().time()


async def test_a_prompt_is_heard_to_its_end() -> None:
    async with house() as made:
        call, media = await answered(made)
        began = now()
        assert await call.player.play(BYE)
        assert now() - began == pytest.approx(2 * FILE)
        assert media.played[0].files == BYE


async def test_a_key_cuts_a_prompt_short_and_is_kept() -> None:
    async with house() as made:
        call, media = await answered(made)
        asyncio.get_running_loop().call_later(1, media.tell, DigitPressed("1", 80))
        began = now()
        assert not await call.player.play(HELLO, until_key=call.keys)
        assert now() - began == pytest.approx(1)
        assert media.playing is None
        assert await call.keys.take(0) == "1"


async def test_a_key_that_waits_keeps_the_prompt_from_beginning() -> None:
    async with house() as made:
        call, media = await answered(made)
        call.keys.press("1")
        assert not await call.player.play(HELLO, until_key=call.keys)
        assert media.played == []


async def test_a_key_does_not_cut_a_prompt_that_is_to_be_heard_whole() -> None:
    async with house() as made:
        call, media = await answered(made)
        asyncio.get_running_loop().call_later(1, media.tell, DigitPressed("1", 80))
        assert await call.player.play(HELLO)


async def test_a_late_key_after_the_prompt_changes_nothing() -> None:
    async with house() as made:
        call, media = await answered(made)
        assert await call.player.play(HELLO, until_key=call.keys)
        media.tell(DigitPressed("1", 80))
        assert len(call.keys) == 1


async def test_an_unreadable_file_is_not_heard_whole() -> None:
    async with house() as made:
        call, media = await answered(made)
        playing = made.tasks.start(call.player.play(HELLO), name="play")
        await moment()
        media.stop_playing()
        assert not await playing


async def test_a_worker_that_says_nothing_does_not_keep_the_caller_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with house() as made:
        call, media = await answered(made)
        monkeypatch.setattr(media, "tell", lambda _event: None)
        began = now()
        assert not await call.player.play(HELLO)
        assert now() - began == pytest.approx(LONGEST_PLAYBACK)


async def test_who_leaves_amid_a_prompt_hears_no_more() -> None:
    async with house() as made:
        call, media = await answered(made)
        playing = made.tasks.start(call.player.play(HELLO), name="play")
        await moment()
        playing.cancel()
        await moment()
        assert media.playing is None


async def test_the_end_of_an_older_playback_is_of_no_interest() -> None:
    async with house() as made:
        call, media = await answered(made)
        call.player.loop(HELLO, start=2.0)
        assert media.playing is not None and media.playing.start == 2.0
        playing = made.tasks.start(call.player.play(HELLO), name="play")
        await moment()  # the news of the loop's end has come
        assert not playing.done()
        assert await playing


async def test_once_and_stop() -> None:
    async with house() as made:
        call, media = await answered(made)
        number = call.player.once(HELLO)
        call.player.on_played(Played(number, 1.0, True))
        call.player.stop()
        assert media.playing is None
