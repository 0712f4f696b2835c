"""Callbacks of a day, as they can be played again: who asked, when, and how the person was reached.

Somebody who asked out of the queue asks again only if the waiting ends by that key again: who is
answered before has no reason to. Whether and how quickly a person is reached is known of the
attempts that there were; further ones are drawn from the day's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from ringtree.figures.callback_attempt import attempt_of
from ringtree.figures.visit import CALLBACK_TYPE, Group, Visit, visits
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.records.record import CallRecord, Direction

#: Seconds from calling somebody until 1 is pressed, or until it is given up, on a day without any.
USUAL_REACH = 12.0
USUAL_FAILURE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Somebody to be called back. Times are seconds from the day's start.

    `by` is the call that asked. `failures` is how many attempts failed before one `was_reached`, or
    None: nobody knows how the next would have ended. `ended` is when it was taken back. `attempts`,
    `spacing` and `until` are the queue's terms.
    """

    id: str
    queue: str
    number: str
    at: float
    by: str = ""
    needs: Needs = NO_NEEDS
    failures: int = 0
    was_reached: bool | None = None
    ended: float | None = None
    attempts: int = 3
    spacing: float = 300.0
    until: float = 86_400.0
    talk: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How people who are called back are reached: the share of attempts, and the seconds."""

    share: float = 1.0
    seconds: tuple[float, ...] = (USUAL_REACH,)
    failing: tuple[float, ...] = (USUAL_FAILURE,)


USUAL = Reach()


def reach_of(records: Iterable[CallRecord]) -> Reach:
    """What the day's attempts tell."""
    reached, failed = [], []
    for record in records:
        entry = next((one for one in record.trace if one.type == CALLBACK_TYPE), None)
        if entry is None or record.direction is not Direction.CALLBACK:
            continue
        attempt = attempt_of(record)
        if attempt is None:
            held = next(visits(record)).held
            reached.append(held or entry.seconds)
        elif attempt.was_called:
            failed.append(attempt.held or entry.seconds)
    tried = len(reached) + len(failed)
    return Reach(
        share=len(reached) / tried if tried else 1.0,
        seconds=tuple(reached) or (USUAL_REACH,),
        failing=tuple(failed) or (USUAL_FAILURE,),
    )


def settled(
    promises: Sequence[Promise],
    found: Sequence[Visit],
    start: datetime,
    *,
    talks: Sequence[float],
    chance: Random,
) -> tuple[list[Promise], list[Visit]]:
    """The promises with the conversations that came of them, and the visits that are left.

    A visit that came of a promise is no arrival: it comes of the promise again, or not.
    """
    left, kept = list(found), []
    for promise in sorted(promises, key=lambda one: (one.at, one.id)):
        visit = _visit_of(promise, left, start)
        if visit is None:
            kept.append(replace(promise, talk=chance.choice(talks)))
        else:
            left.remove(visit)
            talk = visit.talked if visit.agent else chance.choice(talks)
            kept.append(replace(promise, talk=talk))
    return kept, left


def _visit_of(promise: Promise, found: Sequence[Visit], start: datetime) -> Visit | None:
    if not promise.was_reached:
        return None
    for visit in found:
        is_same = (visit.queue, visit.caller) == (promise.queue, promise.number)
        if visit.is_callback and is_same and (visit.joined - start).total_seconds() >= promise.at:
            return visit
    return None


def asked_from(
    promises: Sequence[Promise], found: Iterable[Visit], start: datetime
) -> Iterator[tuple[Promise, Visit]]:
    """Each promise that was asked for by a call which had left the same queue by a key."""
    by_call = {one.by: one for one in promises if one.by}
    last: dict[str, Visit] = {}
    for visit in found:
        promise = by_call.get(visit.call)
        if promise is None or visit.queue != promise.queue or visit.group is not Group.LEFT_BY_KEY:
            continue
        if (visit.joined - start).total_seconds() + visit.waited <= promise.at:
            last[visit.call] = visit
    for call, visit in last.items():
        yield by_call[call], visit
