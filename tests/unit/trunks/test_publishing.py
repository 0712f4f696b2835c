"""States written when they change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from ringtree.trunks.publishing import RENEWAL, StatePublisher
from ringtree.trunks.status import TrunkState
from tests.unit.trunks.test_status import STATUS


class Story:
    def __init__(self) -> None:
        self.now = 0.0
        self.statuses = [STATUS]
        self.saved: list[tuple[dict[Any, Any], Sequence[Any]]] = []
        self.changes: list[TrunkState] = []
        self.publisher = StatePublisher(
            lambda: self.statuses,
            cast(Any, self),
            lambda: self.now,
            lambda status: self.changes.append(status.state),
        )

    async def save(self, states: dict[Any, Any], gone: Sequence[Any] = ()) -> None:
        self.saved.append((states, gone))

    async def look(self, **changes: Any) -> None:
        self.now += 1
        self.statuses = [replace(one, **changes) for one in self.statuses]
        await self.publisher.look()


async def test_what_does_not_change_is_written_now_and_then() -> None:
    story = Story()
    for _ in range(round(RENEWAL) + 1):
        await story.look()
    assert len(story.saved) == 2
    assert story.changes == [TrunkState.READY]


async def test_a_change_is_written_at_once_and_a_new_state_is_told() -> None:
    story = Story()
    await story.look()
    await story.look(calls_in=3)
    await story.look(state=TrunkState.DOWN)
    assert [len(states) for states, _ in story.saved] == [1, 1, 1]
    assert story.changes == [TrunkState.READY, TrunkState.DOWN]


async def test_a_delay_that_wavers_is_not_written_each_time() -> None:
    story = Story()
    await story.look()
    await story.look(latency=0.5)
    assert len(story.saved) == 1


async def test_a_trunk_that_is_gone_is_forgotten() -> None:
    story = Story()
    await story.look()
    story.statuses = []
    await story.look()
    assert story.saved[-1] == ({}, [("acme", "carrier")])
    await story.look()
    assert len(story.saved) == 2
