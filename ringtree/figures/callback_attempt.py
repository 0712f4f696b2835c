"""An attempt to call somebody back that reached nobody: no visit, for nobody was on the line.

What it took of the agents counts all the same. An attempt that reached somebody is part of the
visit that came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ringtree.figures.visit import (
    CALLBACK_TYPE,
    Ring,
    held_by,
    rings_of,
    visits,
)
from ringtree.records.record import CallRecord, Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAttempt:
    """One attempt. Instants are UTC, times in seconds.

    `agent` is who answered before the person was called and was `held` so long for nothing; None:
    the person was to be reached first, or no agent answered. `was_called`: the person was, and
    was not reached by the person's own doing or the network's; the agent did not hang up.
    """

    call: str
    queue: str
    began: datetime
    was_called: bool
    rings: tuple[Ring, ...] = ()
    agent: str | None = None
    held: float = 0.0


def attempt_of(record: CallRecord) -> CallbackAttempt | None:
    """The attempt that this call was, if it was to call somebody back and reached nobody."""
    if record.direction is not Direction.CALLBACK or not record.queue:
        return None
    entry = next((one for one in record.trace if one.type == CALLBACK_TYPE), None)
    if entry is None or next(visits(record), None) is not None:
        return None
    agent, held = held_by(entry)
    return CallbackAttempt(
        call=record.id,
        queue=record.queue,
        began=record.started,
        was_called="called" in entry.facts and not entry.facts.get("agent_left"),
        rings=tuple(rings_of(entry, entry.entered + entry.seconds)),
        agent=agent,
        held=held,
    )
