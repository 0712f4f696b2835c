"""The caller's keys: kept in order, read one at a time."""

from __future__ import annotations

import asyncio

import pytest

from ringtree.calls.keys import MOST_KEYS, KeyBuffer

pytestmark = pytest.mark.looptime


async def test_keys_pressed_before_are_taken_in_order() -> None:
    keys = KeyBuffer()
    keys.press("1")
    keys.press("2")
    assert [await keys.take(1), await keys.take(1)] == ["1", "2"]
    assert len(keys) == 0


async def test_a_reader_waits_for_a_key() -> None:
    keys = KeyBuffer()
    loop = asyncio.get_running_loop()
    loop.call_later(3, keys.press, "7")
    assert await keys.take(5) == "7"
    assert loop.time() == pytest.approx(3)


async def test_a_reader_loses_patience() -> None:
    keys = KeyBuffer()
    assert await keys.take(5) is None
    keys.press("1")
    assert await keys.take(5) == "1"


async def test_a_key_at_the_very_end_of_patience_is_not_lost() -> None:
    keys = KeyBuffer()
    asyncio.get_running_loop().call_later(5, keys.press, "7")
    first = await keys.take(5)
    assert (first or await keys.take(1)) == "7"


async def test_two_keys_at_once_wake_one_reader() -> None:
    keys = KeyBuffer()
    loop = asyncio.get_running_loop()
    loop.call_later(1, keys.press, "1")
    loop.call_later(1, keys.press, "2")
    assert [await keys.take(5), await keys.take(5)] == ["1", "2"]


async def test_a_finger_that_rests_on_the_keys_fills_no_memory() -> None:
    keys = KeyBuffer()
    for _ in range(MOST_KEYS * 2):
        keys.press("0")
    assert len(keys) == MOST_KEYS


async def test_forgotten_keys_are_gone() -> None:
    keys = KeyBuffer()
    keys.press("1")
    keys.clear()
    assert await keys.take(0.1) is None


async def test_a_listener_is_called_at_each_key_until_it_is_taken_away() -> None:
    keys, heard = KeyBuffer(), [0]

    def on_key() -> None:
        heard[0] += 1

    keys.on_key(on_key)
    keys.press("1")
    keys.on_key(None)
    keys.press("2")
    assert heard == [1]
