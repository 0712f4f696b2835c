"""What was called is known again after a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ringtree.storage.database import Database
from ringtree.storage.usage import UsageStore, Used

CALL = Used(
    id="a",
    company="acme",
    extension="101",
    trunk="carrier",
    number="+79161234567",
    day="2026-03-10",
    night=False,
    begun=1000.0,
)


async def test_the_last_word_about_a_call_is_kept(database: Database, tmp_path: Path) -> None:
    store = UsageStore(database, tmp_path / "usage")
    await store.start()
    store.keep(CALL)
    store.keep(replace(CALL, id="b", company="other", extension=None))
    store.keep(ended := replace(CALL, seconds=61.5, money="3.20", ended=True))
    await store.stop()
    assert await store.since(date(2026, 3, 10), "acme") == [ended]
    assert len(await store.since(date(2026, 3, 1))) == 2
    assert await store.since(date(2026, 3, 11)) == []


async def test_what_was_journalled_survives_a_crash(database: Database, tmp_path: Path) -> None:
    dying = UsageStore(database, tmp_path / "usage")
    await dying.start()
    dying.keep(CALL)
    assert dying._batches._journal is not None
    await dying._batches._tasks.stop()
    dying._batches._journal.close()  # the process is gone
    store = UsageStore(database, tmp_path / "usage")
    await store.start()
    assert await store.since(date(2026, 3, 1)) == [CALL]
    await store.stop()


async def test_old_uses_are_forgotten(database: Database, tmp_path: Path) -> None:
    store = UsageStore(database, tmp_path / "usage")
    await store.start()
    store.keep(CALL)
    await store.flush()
    await store.purge(date(2026, 3, 11))
    assert await store.since(date(2026, 1, 1)) == []
    await store.stop()
