from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from ringtree.prompts.cache import CacheUnwritable, PromptCache, cache_key, write_whole


class Maker:
    """Makes sound when let go, and counts how often it was asked to."""

    def __init__(self, octets: bytes = b"\xd5" * 100) -> None:
        self.octets = octets
        self.times = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self) -> bytes:
        self.times += 1
        await self.gate.wait()
        return self.octets


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000_000.0

    def __call__(self) -> float:
        return self.now


def key(text: str) -> str:
    return cache_key("engine", text)


class TestKeys:
    def test_every_part_counts_and_so_do_their_borders(self) -> None:
        keys = {cache_key("a", "bc"), cache_key("ab", "c"), cache_key("a", "b", "c")}
        assert len(keys) == 3
        assert cache_key("a", "bc") == cache_key("a", "bc")

    def test_a_text_no_file_could_hold_still_has_a_key(self) -> None:
        assert cache_key("\udc80") != cache_key("?")


class TestMaking:
    async def test_the_second_time_nothing_is_made(self, tmp_path: Path) -> None:
        cache, make = PromptCache(tmp_path), Maker()
        path = await cache.fetch(key("a"), make)
        assert path.read_bytes() == make.octets
        assert await cache.fetch(key("a"), make) == path
        assert make.times == 1

    async def test_the_next_start_finds_what_this_one_made(self, tmp_path: Path) -> None:
        path = await PromptCache(tmp_path).fetch(key("a"), Maker())
        assert PromptCache(tmp_path).find(key("a")) == path

    async def test_many_who_ask_at_once_are_given_one_sound(self, tmp_path: Path) -> None:
        cache, make = PromptCache(tmp_path), Maker()
        make.gate.clear()
        async with asyncio.TaskGroup() as callers:
            tasks = [callers.create_task(cache.fetch(key("a"), make)) for _ in range(50)]
            await asyncio.sleep(0)
            make.gate.set()
        assert make.times == 1
        assert len({task.result() for task in tasks}) == 1

    async def test_the_first_caller_hangs_up_and_the_second_still_hears(
        self, tmp_path: Path
    ) -> None:
        cache, make = PromptCache(tmp_path), Maker()
        make.gate.clear()
        async with asyncio.TaskGroup() as callers:
            first = callers.create_task(cache.fetch(key("a"), make))
            await asyncio.sleep(0)
            second = callers.create_task(cache.fetch(key("a"), make))
            await asyncio.sleep(0)
            first.cancel()
            await asyncio.sleep(0)
            make.gate.set()
        assert first.cancelled()
        assert second.result().exists()
        assert make.times == 1

    async def test_a_failure_reaches_everybody_and_is_tried_anew(self, tmp_path: Path) -> None:
        cache, make = PromptCache(tmp_path), Maker()

        async def fail() -> bytes:
            raise RuntimeError("no voice")

        results = await asyncio.gather(
            *(cache.fetch(key("a"), fail) for _ in range(3)), return_exceptions=True
        )
        assert [str(result) for result in results] == ["no voice"] * 3
        assert (await cache.fetch(key("a"), make)).exists()

    async def test_stopping_gives_up_what_is_being_made(self, tmp_path: Path) -> None:
        cache, make = PromptCache(tmp_path), Maker()
        make.gate.clear()
        async with asyncio.TaskGroup() as callers:
            waiting = callers.create_task(cache.fetch(key("a"), make))
            await asyncio.sleep(0)
            await cache.stop()
        assert waiting.cancelled()
        assert cache.find(key("a")) is None

    @pytest.mark.parametrize("how", ["removed", "emptied"])
    async def test_a_lost_file_is_made_again(self, tmp_path: Path, how: str) -> None:
        cache, make = PromptCache(tmp_path), Maker()
        path = await cache.fetch(key("a"), make)
        if how == "removed":
            path.unlink()
        else:
            path.write_bytes(b"")
        assert cache.find(key("a")) is None
        assert (await cache.fetch(key("a"), make)).read_bytes() == make.octets

    async def test_a_folder_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        cache = PromptCache(tmp_path / "file")
        with pytest.raises(CacheUnwritable, match=r"cannot write prompts to .*file"):
            await cache.fetch(key("a"), Maker())


class TestBound:
    async def _fill(self, cache: PromptCache, clock: Clock, texts: str) -> None:
        """One file of 100 octets per letter, ten minutes apart."""
        for text in texts:
            path = await cache.fetch(key(text), Maker())
            os.utime(path, (clock.now, clock.now))
            clock.now += 600

    async def test_the_longest_unused_go_first(self, tmp_path: Path) -> None:
        clock = Clock()
        cache = PromptCache(tmp_path, limit=1_000, now=clock)
        await self._fill(cache, clock, "abcdefghij")
        clock.now += 4_000
        assert cache.find(key("a")) is not None  # used again, so now the most recent
        await self._fill(cache, clock, "k")
        kept = {text for text in "abcdefghijk" if cache.find(key(text))}
        assert kept == set("adefghijk")

    async def test_what_was_just_made_stays_even_beyond_the_limit(self, tmp_path: Path) -> None:
        clock = Clock()
        cache = PromptCache(tmp_path, limit=150, now=clock)
        for text in "abc":
            path = await cache.fetch(key(text), Maker())
            os.utime(path, (clock.now, clock.now))
        assert all(cache.find(key(text)) for text in "abc")

    async def test_leftovers_of_a_crash_are_removed(self, tmp_path: Path) -> None:
        folder = tmp_path / key("a")[:2]
        folder.mkdir()
        leftover = folder / "half.part"
        leftover.write_bytes(b"half")
        os.utime(leftover, (0, 0))
        await PromptCache(tmp_path).fetch(key("b"), Maker())
        assert not leftover.exists()


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.alaw"
    write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
