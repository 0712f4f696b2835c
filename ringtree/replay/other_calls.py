"""When agents were in calls that are no queue's: they were as taken then as in a replay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from ringtree.figures.visit import visits
from ringtree.records.record import CallRecord
from ringtree.replay.day import Change


def other_calls(
    records: Iterable[CallRecord], people: Collection[str], start: datetime
) -> Iterator[Change]:
    """Two changes for each call that took one of the people, and for each that such a one made."""
    for record in records:
        if record.ended is None:
            continue
        if record.caller in people:
            yield from _taken(record.caller, record.started, record.ended, start)
        answered_by = record.answered_by
        from_queue = any(visit.agent == answered_by for visit in visits(record))
        if answered_by in people and record.answered is not None and not from_queue:
            assert answered_by is not None
            yield from _taken(answered_by, record.answered, record.ended, start)


def _taken(extension: str, since: datetime, until: datetime, start: datetime) -> Iterator[Change]:
    begin, end = (max(0.0, (one - start).total_seconds()) for one in (since, until))
    if end > begin:
        yield Change(at=begin, extension=extension, is_taken=True)
        yield Change(at=end, extension=extension, is_taken=False)
