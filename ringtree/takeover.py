"""Which part loads its state anew when somebody, perhaps in another process, has changed it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog

from ringtree.storage.changes import touches_since
from ringtree.storage.database import Database, DatabaseFailure

log = structlog.get_logger(__name__)

#: Loads what is stored of one company, or with None of all.
Load = Callable[[str | None], Awaitable[None]]


class TakeOver:
    """A server's loaders, by the topic that `storage.changes.touch` names.

    `on` first, then `start` once before calls are served, then `look` whenever something may
    have changed. A loader may be asked for state that it holds already: it wrote it itself.
    """

    __slots__ = ("_database", "_known", "_loaders")

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loaders: dict[str, Load] = {}
        self._known = 0

    def on(self, topic: str, load: Load) -> None:
        """Have a topic loaded by its part.

        Raises:
            DuplicateTopic: another part has it.
        """
        if topic in self._loaders:
            raise DuplicateTopic(topic)
        self._loaders[topic] = load

    async def start(self) -> None:
        """Load everything that is stored.

        Raises:
            DatabaseFailure: it can't be read.
        """
        touched = await touches_since(self._database, 0)
        self._known = touched[-1].id if touched else 0
        for load in self._loaders.values():
            await load(None)

    async def look(self) -> None:
        """Load what was touched since the last look.

        Raises:
            DatabaseFailure: the database is away; the next look begins where this one ended.
        """
        for one in await touches_since(self._database, self._known):
            if (load := self._loaders.get(one.topic)) is not None:
                await self._load(load, one.topic, one.company)
            self._known = one.id

    async def _load(self, load: Load, topic: str, company: str) -> None:
        try:
            await load(company)
        except DatabaseFailure:
            raise
        except Exception:
            # One part's mistake must not keep the others from hearing of changes.
            log.exception("change not taken over", topic=topic, company=company)


class DuplicateTopic(Exception):
    """Two parts want the same topic."""

    def __init__(self, topic: str) -> None:
        super().__init__(f"the topic {topic!r} has a loader already")
        self.topic = topic
