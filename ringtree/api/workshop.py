"""Where heavy work is done: a process of its own, so that calls never wait for it.

Reading the text of a large company takes a second and proving it several; both hold Python's
lock, and the event loop that carries calls would stand still. The work is functions of plain
values with plain results.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import Any, ClassVar, ParamSpec, TypeVar

import structlog

from ringtree.api.problem import ApiProblem, TooManyRequests, Unavailable, Words

log = structlog.get_logger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds that one piece of work may take; a proof of 300 nodes takes about two.
LIMIT = 30.0
#: Pieces that may wait; whoever comes then is asked to come again.
MOST_WAITING = 32
_NICE = 10
_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


class TookTooLong(ApiProblem):
    """The work was given up."""

    status = 422
    name = "took-too-long"
    title: ClassVar[Words] = {"ru": "Слишком долго", "en": "It took too long"}
    detail: ClassVar[Words] = {
        "ru": "Проверка заняла больше {seconds} с и прервана. Упростите дерево и повторите.",
        "en": "The work took more than {seconds} s and was given up. Make the tree simpler.",
    }


class Workshop:
    """Does one piece of work at a time. The process is started when it is first needed."""

    def __init__(self, make: Callable[[], Executor] | None = None, *, limit: float = LIMIT) -> None:
        """`make` gives the executor; by default a process."""
        self._make = make or _process
        self._limit = limit
        self._executor: Executor | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._is_stopped = False

    async def do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `work`.

        Raises:
            TooManyRequests: too many wait already.
            TookTooLong: it was given up, and its process with it.
            Unavailable: the server stops.
            Exception: whatever the work raises.
        """
        if self._waiting >= MOST_WAITING:
            raise TooManyRequests(2)
        self._waiting += 1
        try:
            async with self._turn:
                return await self._do(partial(work, *args, **kwargs))
        finally:
            self._waiting -= 1

    async def _do(self, work: Callable[[], T]) -> T:
        if self._is_stopped:
            raise Unavailable
        if self._executor is None:
            self._executor = self._make()
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._limit):
                return await loop.run_in_executor(self._executor, work)
        except TimeoutError:
            self._abandon()
            raise TookTooLong(seconds=round(self._limit)) from None
        except BrokenProcessPool:
            if self._is_stopped:
                raise Unavailable from None
            # Out of memory, or killed: the next piece of work gets a new process.
            log.error("the workshop's process died")
            self._abandon()
            raise
        except asyncio.CancelledError:
            self._abandon()
            raise

    def stop(self) -> None:
        """Give up what is being done and what waits, for good: the server stops."""
        self._is_stopped = True
        self._abandon()

    def _abandon(self) -> None:
        executor, self._executor = self._executor, None
        if executor is None:
            return
        processes: dict[int, Any] = getattr(executor, "_processes", None) or {}
        for process in tuple(processes.values()):
            process.kill()
        executor.shutdown(wait=False, cancel_futures=True)


def _process() -> Executor:
    return ProcessPoolExecutor(1, get_context("spawn"), _begin, (os.getpid(),))


def _begin(parent: int) -> None:
    """In the new process: calls go first, Ctrl-C is the server's, and we die with it."""
    os.nice(_NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it died before we could ask to be told
    import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
