"""The workshop: work that would hold calls up, done elsewhere, and given up in time."""

from __future__ import annotations

import asyncio
import os
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import wait

import pytest

from ringtree.api import workshop as workshop_module
from ringtree.api.document import work
from ringtree.api.problem import TooManyRequests, Unavailable
from ringtree.api.workshop import TookTooLong, Workshop


def threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1)


async def test_work_is_done_one_piece_after_the_other() -> None:
    workshop = Workshop(threads)
    assert await asyncio.gather(*(workshop.do(pow, 2, n) for n in range(4))) == [1, 2, 4, 8]
    workshop.stop()


async def test_what_the_work_raises_comes_out() -> None:
    workshop = Workshop(threads)
    with pytest.raises(ZeroDivisionError):
        await workshop.do(divmod, 1, 0)
    workshop.stop()


async def test_a_crowd_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop_module, "MOST_WAITING", 2)
    workshop = Workshop(threads)
    results = await asyncio.gather(
        *(workshop.do(pow, 2, 2) for _ in range(3)), return_exceptions=True
    )
    assert [type(one) for one in results] == [int, int, TooManyRequests]
    workshop.stop()


async def test_a_process_does_the_work_and_is_ended_when_it_takes_too_long() -> None:
    workshop = Workshop(limit=300.0)
    assert await workshop.do(os.getpid) != os.getpid()
    with pytest.raises(work.NotADocument) as refused:
        await workshop.do(work.cases, "code: [", None)  # type: ignore[arg-type]
    assert refused.value.problems[0]["line"] == 1
    workshop._limit = 0.05
    process = next(iter(workshop._executor._processes.values()))  # type: ignore[union-attr]
    with pytest.raises(TookTooLong):
        await workshop.do(time.sleep, 60)
    # The executor's own thread reaps it: asking the process itself would race with that.
    assert wait([process.sentinel], timeout=30), "the process lives on"
    workshop.stop()


async def test_what_is_done_and_what_waits_is_refused_when_the_server_stops() -> None:
    workshop = Workshop(limit=300.0)
    await workshop.do(os.getpid)
    under_way = asyncio.gather(
        *(workshop.do(time.sleep, 60) for _ in range(2)), return_exceptions=True
    )
    await asyncio.sleep(0)
    workshop.stop()
    assert [type(one) for one in await under_way] == [Unavailable, Unavailable]
    assert workshop._executor is None, "no process is started by what had waited"
