"""Every task has an owner: who starts one also ends it and hears of its failure."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)


class TaskOwner:
    """Owns the background tasks of one part of the program.

    A task that fails is logged with its name, never lost; `stop` cancels all and waits for them.
    """

    __slots__ = ("_name", "_tasks")

    def __init__(self, name: str) -> None:
        self._name = name
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        """Run `work` as a task of this owner."""
        task = asyncio.get_running_loop().create_task(work, name=f"{self._name}:{name}")
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("task failed", task=task.get_name(), exc_info=error)

    async def finish(self, *, limit: float) -> None:
        """Let the tasks come to their own end for at most `limit` seconds."""
        if self._tasks:
            await asyncio.wait(tuple(self._tasks), timeout=limit)

    async def stop(self, *, limit: float = 5.0) -> None:
        """Cancel every task and wait at most `limit` seconds for them to end."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=limit)

    def __len__(self) -> int:
        return len(self._tasks)
