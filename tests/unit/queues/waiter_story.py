"""A waiter whose engine is the test."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from ringtree.calls.call import Call
from ringtree.calls.target import Target
from ringtree.queues.decisions import (
    RefusalCause,
    Ring,
)
from ringtree.queues.wait import QueueResult, Wait
from ringtree.queues.waiter import Waiter
from tests.unit.calls.fakes import FakeMediaLeg
from tests.unit.calls.house import House, moment, target

RUSSIAN = Wait(queue="sales", language="ru")
RING = Ring("o1", "c1", ("101", "102"), 10.0, (), "ring_all")


class Story:
    """A waiter whose engine is the test; `told` is what the engine would have been told."""

    def __init__(
        self,
        made: House,
        *,
        choices: tuple[str, ...] = (),
        outside: Target | None = None,
        **settings: Any,
    ) -> None:
        self.made = made
        self.told: list[tuple[object, ...]] = []
        self.steps: list[dict[str, Any]] = []
        self.call: Call = made.call()
        self.queue = made.snapshot.company.queues["sales"].model_copy(update=settings)
        wait = Wait(queue="sales", choices=choices, outside=lambda _: outside)
        self.waiter = Waiter(self.call, lambda: self.queue, self, self.note, wait)
        self.call.activity = self.waiter
        self.waiting: asyncio.Task[QueueResult]

    def note(self, **step: Any) -> None:
        self.steps.append(step)

    async def begin(self) -> Story:
        await self.call.answer()
        await self.waiter.begin()
        self.waiting = self.made.tasks.start(self.waiter.run(), name="wait")
        return self

    async def decide(self, *decisions: Any) -> None:
        for decision in decisions:
            self.waiter.on_decision(decision)
        await moment()

    @property
    def media(self) -> FakeMediaLeg:
        return cast(FakeMediaLeg, self.call.caller.media)

    def heard(self) -> list[str]:
        """What was played, in order; "music" with the second it went on at."""
        return [
            f"music {one.start:.1f}" if one.loop else str(one.files[0]) for one in self.media.played
        ]

    # what an engine is told

    def answered(self, offer_id: str, extension: str) -> None:
        self.told.append(("answered", offer_id, extension))

    def refused(self, offer_id: str, extension: str, why: RefusalCause) -> None:
        self.told.append(("refused", offer_id, extension, why))

    def connection_lost(self, entry_id: str) -> None:
        self.told.append(("lost", entry_id))

    def left_by_key(self, entry_id: str) -> None:
        self.told.append(("left by", entry_id))


MOBILE = "+79161234567"
OUTSIDE = target(MOBILE, "203.0.113.1", account=None)
