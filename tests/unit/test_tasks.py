"""Tasks have an owner who ends them and hears of their failure."""

from __future__ import annotations

import asyncio

import pytest
import structlog

from ringtree.tasks import TaskOwner

pytestmark = pytest.mark.looptime


async def forever() -> None:
    await asyncio.Event().wait()


async def fail() -> None:
    raise ValueError("boom")


async def test_a_task_that_ends_is_forgotten() -> None:
    owner = TaskOwner("test")
    task = owner.start(asyncio.sleep(1, "done"), name="sleep")
    assert len(owner) == 1
    assert task.get_name() == "test:sleep"
    assert await task == "done"
    await asyncio.sleep(0)
    assert len(owner) == 0


async def test_a_task_that_fails_is_logged_with_its_name() -> None:
    owner = TaskOwner("test")
    with structlog.testing.capture_logs() as logs:
        task = owner.start(fail(), name="bad")
        await asyncio.wait([task])
        await asyncio.sleep(0)
    assert [(line["event"], line["task"]) for line in logs] == [("task failed", "test:bad")]


async def test_stopping_cancels_all_and_waits() -> None:
    owner = TaskOwner("test")
    tasks = [owner.start(forever(), name=str(one)) for one in range(3)]
    await owner.stop()
    assert all(task.cancelled() for task in tasks)
    assert len(owner) == 0
    await owner.stop()


async def test_finishing_lets_them_end_by_themselves_but_not_for_ever() -> None:
    owner = TaskOwner("test")
    short = owner.start(asyncio.sleep(2), name="short")
    long = owner.start(forever(), name="long")
    await owner.finish(limit=5)
    assert short.done() and not long.done()
    assert asyncio.get_running_loop().time() == pytest.approx(5)
    await owner.stop()


async def test_a_task_that_will_not_end_does_not_keep_the_owner() -> None:
    async def stubborn() -> None:
        for _ in range(2):
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                pass

    owner = TaskOwner("test")
    owner.start(stubborn(), name="stubborn")
    await asyncio.sleep(0)
    await owner.stop(limit=5)
    assert asyncio.get_running_loop().time() == pytest.approx(5)
    await owner.stop()
