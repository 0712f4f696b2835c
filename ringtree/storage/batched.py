"""What every store has whose entries go through a journal: a beginning, an end and a flush."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from ringtree.storage.batches import MOST_WAITING, Batches
from ringtree.storage.database import Database
from ringtree.storage.journal import Entry


class BatchedStore(ABC):
    """Entries that survive this process. A subclass puts them and says how they are stored."""

    __slots__ = ("_batches", "_database")

    def __init__(
        self, name: str, database: Database, directory: Path, *, most_waiting: int = MOST_WAITING
    ) -> None:
        """`directory` is for the journal, and ours alone."""
        self._database = database
        self._batches = Batches(name, directory, self._apply, most_waiting=most_waiting)

    async def start(self) -> None:
        """Store what a former process journalled, then begin; before anything is read.

        Raises:
            JournalError: the journal cannot be opened, or another process has it.
        """
        await self._batches.start()

    async def stop(self) -> None:
        """Store everything; what the database refuses stays in the journal."""
        await self._batches.stop()

    async def flush(self) -> None:
        """Store what was put so far, now: for commands and tests that look at once.

        Raises:
            SQLAlchemyError, OSError: the database does not take it; nothing is lost by that.
        """
        await self._batches.flush()

    @property
    def lost(self) -> int:
        """Entries that neither disk nor memory could take."""
        return self._batches.lost

    @abstractmethod
    async def _apply(self, entries: Sequence[Entry]) -> None:
        """Write entries to the database in one transaction; one may come twice."""
