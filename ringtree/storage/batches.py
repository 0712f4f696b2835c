"""Said at once, stored soon: entries go to a journal now and to the database in batches.

`put` costs one system call and never waits for the database. A background task hands batches to
`apply`; when the database is away it tries again, ever more slowly, while the journal goes on.
Memory stays bounded: what no longer fits is read back from the journal afterwards. After a crash
the next start replays the journal, so `apply` sees some entries again and must not mind: it gets
entries in the order of `put`, and the last one about a thing is the truth.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from ringtree.storage.database import DatabaseFailure
from ringtree.storage.journal import Entry, Journal, JournalError
from ringtree.tasks import TaskOwner

log = structlog.get_logger(__name__)

LARGEST_BATCH = 200  # entries
LONGEST_PAUSE = 0.5  # s between an entry and its batch
FIRST_RETRY = 0.5  # s; doubled after each failure
LAST_RETRY = 30.0  # s
MOST_WAITING = 5_000  # entries in memory; some 50 MB of call records

Apply = Callable[[Sequence[Entry]], Awaitable[None]]


class Batches:
    """A journal, and the task that carries its entries to the database."""

    __slots__ = (
        "_apply",
        "_delivering",
        "_directory",
        "_failing",
        "_full",
        "_journal",
        "_journal_broken",
        "_most_waiting",
        "_name",
        "_something",
        "_spilled",
        "_tasks",
        "_waiting",
        "lost",
    )

    def __init__(
        self, name: str, directory: Path, apply: Apply, *, most_waiting: int = MOST_WAITING
    ) -> None:
        """`apply` writes entries to the database in one transaction, and may see one twice."""
        self._name = name
        self._directory = directory
        self._apply = apply
        self._most_waiting = most_waiting
        self._journal: Journal | None = None
        self._waiting: deque[tuple[int, Entry]] = deque()
        #: Some entries are in the journal only: those of a former process, or too many.
        self._spilled = False
        self._failing = False
        self._journal_broken = False
        self._something = asyncio.Event()
        self._full = asyncio.Event()
        self._delivering = asyncio.Lock()
        self._tasks = TaskOwner(name)
        #: Entries that neither the journal nor the memory could take.
        self.lost = 0

    async def start(self) -> None:
        """Store what a former process left behind, then begin.

        Raises:
            JournalError: the journal cannot be opened, or another process has it.
        """
        self._journal = Journal(self._directory)
        self._spilled = self._journal.holds_entries
        await self._try_to_deliver()
        self._tasks.start(self._run(), name="store")

    async def stop(self) -> None:
        """Store everything if the database lets us; the journal keeps it otherwise."""
        # A batch under way is let finish: cut off, it would keep the database locked for the rest.
        async with self._delivering:
            await self._tasks.stop()
        await self._try_to_deliver()
        if self._journal is not None:
            if not (self._waiting or self._spilled):
                self._journal.checkpoint_all()
            self._journal.close()
            self._journal = None

    async def flush(self) -> None:
        """Store what was put so far, now.

        Raises:
            SQLAlchemyError, OSError: the database does not take it; nothing is lost by that.
        """
        async with self._delivering:
            await self._deliver()

    def put(self, kind: str, data: dict[str, Any]) -> None:
        """Journal an entry and have it stored. When this returns, it survives our death.

        A full disk is logged and counted and not raised: the call goes on, and the entry is
        stored from memory if the database still takes it.
        """
        if self._journal is None:
            raise RuntimeError(f"{self._name} is not started")
        journalled = self._append(self._journal, kind, data)
        if len(self._waiting) < self._most_waiting:
            self._waiting.append((self._journal.position, Entry(kind, data)))
        elif journalled:
            self._spilled = True
        else:
            self.lost += 1
            log.error("entry lost: journal and memory are full", part=self._name, kind=kind)
        self._something.set()
        if len(self._waiting) >= LARGEST_BATCH:
            self._full.set()

    def _append(self, journal: Journal, kind: str, data: dict[str, Any]) -> bool:
        try:
            journal.append(kind, data)
        except JournalError as error:
            if not self._journal_broken:
                log.error("journal not written", part=self._name, why=str(error))
            self._journal_broken = True
            return False
        if self._journal_broken:
            log.info("journal is written again", part=self._name)
            self._journal_broken = False
        return True

    async def _run(self) -> None:
        retry = FIRST_RETRY
        while True:
            if await self._try_to_deliver():
                retry = FIRST_RETRY
                await self._next_batch()
            else:
                await asyncio.sleep(retry)
                retry = min(2 * retry, LAST_RETRY)

    async def _next_batch(self) -> None:
        """Wait for an entry, then until there are many or the first is half a second old."""
        await self._something.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_PAUSE):
                await self._full.wait()
        self._something.clear()
        self._full.clear()

    async def _try_to_deliver(self) -> bool:
        try:
            await self.flush()
        except DatabaseFailure as error:
            if not self._failing:
                log.error("database lost, journalling on", part=self._name, why=str(error))
            self._failing = True
            return False
        except Exception as error:  # a mistake of ours must not end the storing for good
            log.error("storing failed", part=self._name, exc_info=error)
            self._failing = True
            return False
        if self._failing:
            log.info("storing again", part=self._name)
            self._failing = False
        return True

    async def _deliver(self) -> None:
        while self._waiting:
            batch = list(islice(self._waiting, LARGEST_BATCH))
            await self._store([entry for _, entry in batch])
            for _ in batch:
                self._waiting.popleft()
            # Spilled entries stand between those in memory: they must not be forgotten.
            if not self._spilled and self._journal is not None:
                self._journal.checkpoint(batch[-1][0])
        if self._spilled and self._journal is not None:
            await self._replay(self._journal)

    async def _replay(self, journal: Journal) -> None:
        """Store all that the journal holds. An entry that comes meanwhile may spill again."""
        position = journal.position
        self._spilled = False
        entries = journal.replay()
        try:
            while batch := list(islice(entries, LARGEST_BATCH)):
                await self._store(batch)
        except BaseException:
            self._spilled = True
            raise
        if journal.skipped:
            log.warning("journal lines unreadable", part=self._name, lines=journal.skipped)
        journal.checkpoint(position)

    async def _store(self, batch: list[Entry]) -> None:
        try:
            await self._apply(batch)
        except Exception as error:
            if not _is_poison(error):
                raise
            for entry in _one_by_one(batch, error):
                await self._store([entry])


def _is_poison(error: Exception) -> bool:
    """Whether the entry is at fault and not the database: trying again would never help."""
    if isinstance(error, DBAPIError):
        return isinstance(error, (DataError, IntegrityError))
    return isinstance(error, (StatementError, ValueError, TypeError, LookupError))


def _one_by_one(batch: list[Entry], error: Exception) -> Iterator[Entry]:
    """The entries of a batch that failed; a single one that fails is logged and given up."""
    if len(batch) > 1:
        yield from batch
    else:
        kind, data = batch[0]
        log.error("entry cannot be stored", kind=kind, entry=data, why=str(error))
