"""The callbacks that are still to be called, and every change of one on its way to the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from ringtree.callbacks.callback import Callback
from ringtree.callbacks.store import CallbackStore
from ringtree.storage.database import DatabaseFailure
from ringtree.tasks import TaskOwner

log = structlog.get_logger(__name__)

#: Seconds between two attempts to store a change while the database is away.
RETRY = 5.0


class Ledger:
    """Those that are open. `listeners` are told of every change."""

    __slots__ = ("_ending", "_lock", "_store", "_tasks", "known", "listeners")

    def __init__(self, store: CallbackStore, tasks: TaskOwner) -> None:
        self._store = store
        self._tasks = tasks
        self._lock = asyncio.Lock()
        self.known: dict[str, Callback] = {}
        self._ending: set[str] = set()
        """Over, but not yet in the database: a look there must not begin them anew."""
        self.listeners: list[Callable[[Callback], None]] = []

    def open(self, company: str) -> list[Callback]:
        """Those of a company, in the order they were asked for."""
        found = [one for one in self.known.values() if one.company == company]
        return sorted(found, key=lambda one: one.requested)

    def find(self, company: str, queue: str, number: str) -> Callback | None:
        """The open callback of a number in a queue."""
        for one in self.known.values():
            if (one.company, one.queue, one.number) == (company, queue, number):
                return one
        return None

    async def add(self, callback: Callback) -> None:
        """Take a new one in, for good once this returns.

        Raises:
            DatabaseFailure: it can't be kept; nothing has changed.
        """
        self.known[callback.id] = callback  # before the first await: no second one of the number
        try:
            await self._store.keep(callback)
        except BaseException:
            del self.known[callback.id]
            raise
        self._tell(callback)

    def change(self, callback: Callback) -> None:
        """Keep a change soon: the call goes on meanwhile."""
        self.known[callback.id] = callback
        self._keep(callback)

    def end(self, ended: Callback) -> None:
        """Keep an end soon; it counts at once."""
        self.known.pop(ended.id, None)
        self._ending.add(ended.id)
        self._keep(ended)

    async def look(
        self, company: str | None, take: Callable[[Callback], None], drop: Callable[[str], None]
    ) -> None:
        """Compare with the database: `take` what another process has asked for, `drop` what it has
        cancelled.

        Raises:
            DatabaseFailure: it can't be read.
        """
        async with self._lock:
            stored = {one.id: one for one in await self._store.waiting(company)}
            for callback in stored.values():
                if callback.id not in self.known and callback.id not in self._ending:
                    self.known[callback.id] = callback
                    take(callback)
            for known in [one for one in self.known.values() if company in (None, one.company)]:
                if known.id not in stored:
                    drop(known.id)

    def _keep(self, callback: Callback) -> None:
        self._tell(callback)
        self._tasks.start(self._store_soon(callback), name=f"callback {callback.id}")

    async def _store_soon(self, callback: Callback) -> None:
        """Store a change in its turn, however long the database is away: what was not stored would
        be done again after a restart."""
        async with self._lock:
            while True:
                if await self._stored(callback):
                    break
                await asyncio.sleep(RETRY)
            if not callback.state.is_open:
                self._ending.discard(callback.id)

    async def _stored(self, callback: Callback) -> bool:
        try:
            await self._store.keep(callback)
        except DatabaseFailure as error:
            log.error("callback not kept", callback=callback.id, error=str(error))
            return False
        return True

    def _tell(self, callback: Callback) -> None:
        for listener in self.listeners:
            listener(callback)
