"""A report: figures of every queue and agent, for a stretch of time and each interval in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ringtree.figures.agent_figures import AgentFigures, agent_figures
from ringtree.figures.callback_attempt import CallbackAttempt, attempt_of
from ringtree.figures.duty import duties
from ringtree.figures.queue_figures import USUAL, QueueFigures, Standard, queue_figures
from ringtree.figures.visit import Visit, visits
from ringtree.presence.said import Said
from ringtree.records.record import CallRecord

#: However short the intervals, a report has no more of them.
MOST_INTERVALS = 1500


class TooManyIntervals(ValueError):
    """The intervals are too short for the stretch of time."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} intervals are too many: at most {MOST_INTERVALS} at once")
        self.count = count


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The figures of one interval by queue; instants are aware."""

    start: datetime
    end: datetime
    queues: dict[str, QueueFigures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a company's queues and agents did from `start` until before `end`."""

    start: datetime
    end: datetime
    total: QueueFigures
    queues: dict[str, QueueFigures]
    agents: dict[str, AgentFigures]
    intervals: tuple[Interval, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "total": self.total.to_dict(),
            "queues": {name: one.to_dict() for name, one in self.queues.items()},
            "agents": {name: one.to_dict() for name, one in self.agents.items()},
            "intervals": [
                {
                    "start": one.start.isoformat(),
                    "end": one.end.isoformat(),
                    "queues": {name: figures.to_dict() for name, figures in one.queues.items()},
                }
                for one in self.intervals
            ],
        }


def report(
    records: Iterable[CallRecord],
    *,
    queues: Sequence[str],
    people: Sequence[str],
    history: Iterable[Said],
    start: datetime,
    end: datetime,
    every: timedelta | None = None,
    thresholds: Standard = USUAL,
) -> Report:
    """Count everybody who joined one of the `queues` from `start` until before `end`.

    A visit belongs to the interval in which its caller joined, whenever it ended. `records` may
    be more than those; calls that began earlier and joined later must be among them.

    Raises:
        TooManyIntervals: `every` is too short.
    """
    counted = _Counted([], [])
    for record in records:
        counted.take(record, queues, start, end)
    duty = duties(people, history, start, end)
    return Report(
        start=start,
        end=end,
        total=counted.figures(thresholds, queues),
        queues=counted.by_queue(queues, thresholds),
        agents={
            one: agent_figures(one, counted.visits, duty[one], counted.attempts) for one in people
        },
        intervals=tuple(_intervals(counted, queues, start, end, every, thresholds)),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted, before it is split."""

    visits: list[Visit]
    attempts: list[CallbackAttempt]

    def take(
        self, record: CallRecord, queues: Sequence[str], start: datetime, end: datetime
    ) -> None:
        """Count what of a call happened in these queues in time."""
        for visit in visits(record):
            if start <= visit.joined < end and visit.queue in queues:
                self.visits.append(visit)
        attempt = attempt_of(record)
        if attempt is not None and start <= attempt.began < end and attempt.queue in queues:
            self.attempts.append(attempt)

    def figures(self, thresholds: Standard, queues: Sequence[str]) -> QueueFigures:
        """Of all of it, which is of these queues."""
        return queue_figures(self.visits, thresholds, self.attempts, queues=queues)

    def by_queue(self, queues: Sequence[str], thresholds: Standard) -> dict[str, QueueFigures]:
        """Of each queue."""
        split = {name: _Counted([], []) for name in queues}
        for visit in self.visits:
            split[visit.queue].visits.append(visit)
        for attempt in self.attempts:
            split[attempt.queue].attempts.append(attempt)
        return {name: part.figures(thresholds, (name,)) for name, part in split.items()}


def _intervals(
    counted: _Counted,
    queues: Sequence[str],
    start: datetime,
    end: datetime,
    every: timedelta | None,
    thresholds: Standard,
) -> Iterator[Interval]:
    if every is None:
        return
    count = -(-(end - start) // every)
    if count > MOST_INTERVALS:
        raise TooManyIntervals(count)
    split = [_Counted([], []) for _ in range(count)]
    for visit in counted.visits:
        split[(visit.joined - start) // every].visits.append(visit)
    for attempt in counted.attempts:
        split[(attempt.began - start) // every].attempts.append(attempt)
    for index, part in enumerate(split):
        first = start + index * every
        last = min(end, first + every)
        yield Interval(start=first, end=last, queues=part.by_queue(queues, thresholds))
