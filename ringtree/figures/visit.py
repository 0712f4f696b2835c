"""A visit: one caller's time in one queue, as the call's record tells it.

Everything counted of a queue is a sum over visits, and each visit has exactly one outcome, so
that totals add up whichever way they are split.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.records.record import CallRecord, Direction
from ringtree.records.trace import TraceEntry

NODE_TYPE = "queue"
#: Where the record of a callback tells whom it rang before the person was called.
CALLBACK_TYPE = "callback"


class Group(StrEnum):
    """What the outcomes are summed up as; each outcome belongs to one group."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    OVERFLOWED = "overflowed"  # the queue let go of a caller who waited
    REFUSED = "refused"  # the queue did not take the caller in
    LEFT_BY_KEY = "left_by_key"
    FAILED = "failed"


_G = Group
_GROUPS = {
    "answered": _G.ANSWERED,
    "abandoned": _G.ABANDONED,
    "key_exit": _G.LEFT_BY_KEY,
    "overflow": _G.OVERFLOWED,
    "deserted": _G.OVERFLOWED,
    "closed": _G.OVERFLOWED,
    "full": _G.REFUSED,
    "nobody": _G.REFUSED,
    "long_wait": _G.REFUSED,
    "crowded": _G.REFUSED,
}


def group_of(outcome: QueueOutcome) -> Group:
    """The group an outcome is summed up in; what no caller can meet is a failure."""
    return _GROUPS.get(outcome.value, Group.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """An agent's phone that rang for a caller. `seconds` is for how long, `fate` why it stopped:
    answered, refused, no_answer, or another reason that is not the agent's."""

    extension: str
    seconds: float
    fate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One caller in one queue. Instants are UTC, times in seconds.

    `waited` is from joining to the answer, or to the end; `talked` is the conversation. `wrap_up`
    is the agent's time to write as the queue granted it. `is_callback`: the caller was called back;
    `held` is for how long the agent, if rung first, waited for that. `needs` went with the caller.
    """

    call: str
    company: str
    queue: str
    caller: str
    joined: datetime
    waited: float
    outcome: QueueOutcome
    agent: str | None = None
    talked: float = 0.0
    wrap_up: float = 0.0
    is_callback: bool = False
    held: float = 0.0
    needs: Needs = NO_NEEDS
    rings: tuple[Ring, ...] = ()

    @property
    def group(self) -> Group:
        """What the outcome is summed up as."""
        return group_of(self.outcome)

    @property
    def handled(self) -> float:
        """Seconds of the agent's time that the caller took: conversation and wrap-up."""
        return self.talked + self.wrap_up

    @property
    def answered(self) -> datetime | None:
        """When the agent answered."""
        return self.joined + timedelta(seconds=self.waited) if self.agent else None


def visits(record: CallRecord) -> Iterator[Visit]:
    """The visits of one call, in order; a caller may pass through several queues.

    Of a callback whose agent was rung first, those rings belong to the visit that came of them.
    """
    rings: list[Ring] = []
    held = 0.0
    for entry in record.trace:
        if entry.type == CALLBACK_TYPE:
            _, held = held_by(entry)
            rings += rings_of(entry, entry.entered + entry.seconds)
        elif entry.type == NODE_TYPE and (queued := _step(entry, "queued")) is not None:
            yield _visit(record, entry, queued, rings, held)
            rings, held = [], 0.0


def _visit(
    record: CallRecord,
    entry: TraceEntry,
    queued: dict[str, Any],
    before: list[Ring],
    held: float,
) -> Visit:
    since = float(queued["at"])
    answer = _last(entry, "answered")
    end = max(since, entry.entered + entry.seconds)
    until = min(end, float(answer["at"])) if answer else end
    # Whoever the agent hands the caller on to does not serve the queue.
    left = _step(entry, "transferred")
    talked_until = min(end, float(left["at"])) if left else end
    return Visit(
        call=record.id,
        company=record.company,
        queue=str(queued["queued"]),
        caller=record.caller,
        joined=record.started + timedelta(seconds=since),
        waited=round(until - since + float(queued.get("waited", 0.0)), 3),
        outcome=QueueOutcome.ANSWERED if answer else _outcome(entry.exit),
        agent=str(answer["answered"]) if answer else None,
        talked=round(max(0.0, talked_until - until), 3) if answer else 0.0,
        wrap_up=float(entry.facts.get("wrap_up", 0.0)) if answer else 0.0,
        is_callback=record.direction is Direction.CALLBACK,
        held=held if answer else 0.0,
        needs=Needs.of(queued),
        rings=(*before, *rings_of(entry, end)),
    )


def _outcome(exit_name: str | None) -> QueueOutcome:
    """An exit that no outcome has the name of is a key's, which leads elsewhere."""
    if exit_name in _ENDS:
        return _ENDS[exit_name]
    try:
        return QueueOutcome(exit_name or "")
    except ValueError:
        return QueueOutcome.KEY_EXIT


#: What the runner calls the end of an entry that was not left by an exit, and the call's service.
_ENDS: dict[str | None, QueueOutcome] = {
    None: QueueOutcome.ABANDONED,
    "caller_left": QueueOutcome.ABANDONED,
    "lost": QueueOutcome.FAILED,
    "stopped": QueueOutcome.FAILED,
    "error": QueueOutcome.FAILED,
}


def _steps(entry: TraceEntry) -> list[dict[str, Any]]:
    found = entry.facts.get("steps", [])
    return found if isinstance(found, list) else []


def _step(entry: TraceEntry, name: str) -> dict[str, Any] | None:
    return next((step for step in _steps(entry) if name in step), None)


def _last(entry: TraceEntry, name: str) -> dict[str, Any] | None:
    return next((step for step in reversed(_steps(entry)) if name in step), None)


def held_by(entry: TraceEntry) -> tuple[str | None, float]:
    """Who waited, having answered, while somebody was called back, and for how many seconds."""
    answer = _last(entry, "answered")
    if answer is None:
        return None, 0.0
    held = entry.entered + entry.seconds - float(answer["at"])
    return str(answer["answered"]), round(max(0.0, held), 3)


def rings_of(entry: TraceEntry, end: float) -> Iterator[Ring]:
    """Each ring from its beginning to whatever ended it; the caller's leaving ends the rest."""
    ringing: dict[str, float] = {}
    for step in _steps(entry):
        at = float(step["at"])
        for extension in step.get("rung", ()):
            ringing.setdefault(str(extension), at)
        for name in ("answered", "refused", "stopped", "lost"):
            extension = str(step.get(name, ""))
            if extension in ringing:
                fate = "answered" if name == "answered" else str(step.get("reason", name))
                yield Ring(extension=extension, seconds=at - ringing.pop(extension), fate=fate)
    for extension, since in ringing.items():
        yield Ring(extension=extension, seconds=max(0.0, end - since), fate="caller_left")
