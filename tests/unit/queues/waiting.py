"""Callers who wait in a service made of fakes."""

from __future__ import annotations

import asyncio
from typing import Any

from ringtree.calls.call import Call
from ringtree.company.model import Company
from ringtree.queues.service import QueueService
from ringtree.queues.wait import QueueResult, Wait
from tests.unit.calls.house import House, moment


def service(made: House, of: Company | None = None) -> QueueService:
    one = QueueService(made.exchange)
    one.configure(of or made.snapshot.company)
    return one


async def waiting(
    made: House, queues: QueueService, **more: Any
) -> tuple[Call, asyncio.Task[QueueResult]]:
    call = made.call()
    await call.answer()
    work = queues.wait(call, Wait(queue="sales", **more), lambda **_: None)
    task = made.tasks.start(work, name=call.id)
    await moment()
    return call, task
