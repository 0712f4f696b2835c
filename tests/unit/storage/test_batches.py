"""Said at once, stored soon: order, bounds and failures, on a virtual clock."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from ringtree.storage.batches import LARGEST_BATCH, Batches
from ringtree.storage.journal import Entry, Journal

pytestmark = pytest.mark.looptime


class Table:
    """What a database does with entries: keeps them, or fails as told."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.failure: Exception | None = None
        self.failure_after: int | None = None
        self.poison: set[int] = set()
        self.tried_at: list[float] = []

    @property
    def ids(self) -> list[int]:
        return [number for batch in self.batches for number in batch]

    async def apply(self, entries: Sequence[Entry]) -> None:
        self.tried_at.append(asyncio.get_running_loop().time())
        if self.failure is not None:
            raise self.failure
        if self.failure_after is not None and len(self.batches) >= self.failure_after:
            raise lost_database()
        ids = [entry.data["id"] for entry in entries]
        if self.poison.intersection(ids):
            raise IntegrityError("INSERT", {}, Exception("refused"))
        self.batches.append(ids)


def lost_database() -> OperationalError:
    return OperationalError("SELECT 1", {}, Exception("server closed the connection"))


def kill(batches: Batches) -> None:
    """As kill -9: nothing is flushed, the kernel drops the lock."""
    journal = batches._journal
    assert journal is not None
    os.close(journal._lock)


def segments(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.log"))


def tear(segment: Path) -> None:
    with segment.open("ab") as file:
        file.write(b"00000000 [torn\n")


async def started(directory: Path, table: Table, **options: Any) -> Batches:
    batches = Batches("test", directory, table.apply, **options)
    await batches.start()
    return batches


def put(batches: Batches, *numbers: int) -> None:
    for number in numbers:
        batches.put("call", {"id": number})


async def test_an_entry_is_stored_within_half_a_second(tmp_path: Path) -> None:
    table = Table()
    batches = await started(tmp_path, table)
    await asyncio.sleep(5)
    put(batches, 1)
    await asyncio.sleep(0.4)
    put(batches, 2)
    assert table.ids == []
    await asyncio.sleep(0.2)
    assert table.batches == [[1, 2]]
    await batches.stop()


async def test_many_entries_do_not_wait(tmp_path: Path) -> None:
    table = Table()
    batches = await started(tmp_path, table)
    put(batches, *range(LARGEST_BATCH + 1))
    await asyncio.sleep(0.01)
    assert [len(batch) for batch in table.batches] == [LARGEST_BATCH, 1]
    await batches.stop()


async def test_a_clean_stop_stores_all_and_leaves_no_journal(tmp_path: Path) -> None:
    table = Table()
    batches = await started(tmp_path, table)
    put(batches, 1, 2)
    await batches.stop()
    assert table.ids == [1, 2]
    assert segments(tmp_path) == []


async def test_a_new_process_stores_what_a_killed_one_said(tmp_path: Path) -> None:
    killed = await started(tmp_path, Table())
    put(killed, 1, 2)
    kill(killed)
    table = Table()
    batches = await started(tmp_path, table)
    assert table.ids == [1, 2]
    put(batches, 3)
    await batches.stop()
    assert table.ids == [1, 2, 3]


async def test_a_lost_database_is_asked_ever_more_slowly(tmp_path: Path) -> None:
    table = Table()
    batches = await started(tmp_path, table)
    table.failure = lost_database()
    put(batches, 1)
    await asyncio.sleep(100)
    pauses = [round(b - a, 1) for a, b in zip(table.tried_at, table.tried_at[1:], strict=False)]
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30]
    table.failure = None
    put(batches, 2)
    await asyncio.sleep(31)
    assert table.ids == [1, 2]
    await batches.stop()


async def test_a_database_away_at_the_start_does_not_stop_the_start(tmp_path: Path) -> None:
    killed = await started(tmp_path, Table())
    put(killed, 1)
    kill(killed)
    table = Table()
    table.failure = ConnectionRefusedError()
    batches = await started(tmp_path, table)
    put(batches, 2)
    table.failure = None
    await asyncio.sleep(2)
    assert set(table.ids) == {1, 2}
    await batches.stop()


async def test_a_stop_without_database_leaves_all_to_the_next_start(tmp_path: Path) -> None:
    table = Table()
    batches = await started(tmp_path, table)
    table.failure = lost_database()
    put(batches, 1, 2)
    await batches.stop()
    table.failure = None
    await (await started(tmp_path, table)).stop()
    assert table.ids == [1, 2]


async def test_memory_is_bounded_and_the_rest_comes_from_the_journal(tmp_path: Path) -> None:
    table = Table()
    batches = await started(tmp_path, table, most_waiting=10)
    table.failure = lost_database()
    put(batches, *range(50))
    assert len(batches._waiting) == 10
    table.failure = None
    await asyncio.sleep(5)
    assert set(table.ids) == set(range(50))
    put(batches, 50)
    await batches.stop()
    assert table.ids[-1] == 50
    assert batches.lost == 0


async def test_what_spilled_is_not_forgotten_by_a_crash_right_after(tmp_path: Path) -> None:
    """The batches from memory are committed, the spilled entries are not yet."""
    table = Table()
    batches = await started(tmp_path, table, most_waiting=2)
    put(batches, 1, 2, 3)
    table.failure_after = 1
    with pytest.raises(OperationalError):
        await batches.flush()
    assert table.ids == [1, 2]
    kill(batches)
    again = Table()
    await (await started(tmp_path, again)).stop()
    assert set(again.ids) == {1, 2, 3}


async def test_an_entry_that_cannot_be_stored_does_not_block_the_others(tmp_path: Path) -> None:
    table = Table()
    table.poison = {2}
    batches = await started(tmp_path, table)
    put(batches, 1, 2, 3)
    await batches.stop()
    assert table.ids == [1, 3]
    assert segments(tmp_path) == []


async def test_a_mistake_of_ours_does_not_end_the_storing(tmp_path: Path) -> None:
    table = Table()
    batches = await started(tmp_path, table)
    table.failure = RuntimeError("a bug")
    put(batches, 1)
    await asyncio.sleep(1)
    table.failure = None
    await asyncio.sleep(2)
    assert table.ids == [1]
    await batches.stop()


async def test_a_full_disk_does_not_keep_entries_from_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table()
    batches = await started(tmp_path, table)

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        put(batches, 1, 2)
    put(batches, 3)
    await batches.stop()
    assert table.ids == [1, 2, 3]
    assert batches.lost == 0


async def test_only_with_disk_and_memory_full_is_an_entry_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table()
    batches = await started(tmp_path, table, most_waiting=2)

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        put(batches, 1, 2, 3)
    assert batches.lost == 1
    await batches.stop()
    assert table.ids == [1, 2]


async def test_unreadable_lines_are_skipped_at_the_replay(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append("call", {"id": 1})
    os.close(journal._lock)
    tear(segments(tmp_path)[0])
    table = Table()
    await (await started(tmp_path, table)).stop()
    assert table.ids == [1]


async def test_nothing_can_be_said_before_the_start(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="not started"):
        Batches("test", tmp_path, Table().apply).put("call", {})
