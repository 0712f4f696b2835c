"""Queues with something changed: what a replay tries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ringtree.queues.settings import QueueSettings

#: What imagined agents are called; nobody's internal number begins so.
IMAGINED = "new-"


def altered(
    queues: Sequence[QueueSettings],
    names: Sequence[str],
    *,
    agents: int = 0,
    strategy: str | None = None,
    seconds: Mapping[str, float] | None = None,
) -> list[QueueSettings]:
    """The queues, those named with so many agents more or fewer and with other settings.

    Agents are taken away from the end of the configured order; those who come are in all the
    named queues. `seconds` are settings by their names, such as `ring_time`. Missed offers make
    nobody not ready: the day's presence has what people did about it.
    """
    more = tuple(f"{IMAGINED}{number}" for number in range(1, agents + 1))
    changes: dict[str, Any] = dict(seconds or {})
    if strategy is not None:
        changes["strategy"] = strategy
    return [
        replace(queue, missed_limit=0, agents=_staff(queue.agents, agents, more), **changes)
        if queue.key in names
        else replace(queue, missed_limit=0)
        for queue in queues
    ]


def _staff(agents: tuple[str, ...], change: int, more: tuple[str, ...]) -> tuple[str, ...]:
    return (*agents, *more) if change >= 0 else agents[:change]
