"""A day as it can be played again: who called when, who was there, and how they behave.

What a caller would have done otherwise nobody saw, so it is drawn, from the same day and with a
seed: the patience of who was answered, the conversation of who gave up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from ringtree.figures.visit import Group, Visit
from ringtree.presence.heeded import heeded_history
from ringtree.presence.said import Automatic, Said
from ringtree.queues.agent import Presence
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.replay.patience import Patience
from ringtree.replay.promises import USUAL, Promise, Reach, asked_from, settled
from ringtree.storage.forwardings import QuietChange

#: Seconds until a phone is picked up, and of a conversation, where the day had none to go by.
USUAL_PICKUP = 4.0
USUAL_TALK = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """One arrival. Times are seconds from the day's start; `patience` counts from joining.

    `promise` is what is asked for `asks_after` seconds after the waiting has ended by a key.
    """

    id: str
    queue: str
    at: float
    talk: float
    patience: float
    by_key: bool = False
    """Leaves by a key and does not hang up when the patience is over."""
    number: str = ""
    needs: Needs = NO_NEEDS
    is_callback: bool = False
    """Was called back for what was asked on another day."""
    promise: Promise | None = None
    asks_after: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happens to an agent: a presence, or a call that is no queue's begins or ends."""

    at: float
    extension: str
    presence: Presence | None = None
    is_taken: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """`answers` is the share of rings an agent takes, `pickups` how long that takes them.

    `promises` are callbacks that nobody asked for out of the queue; `known` is who talked with whom
    before the day: number, agent, and when that ended.
    """

    start: datetime
    callers: tuple[Caller, ...]
    changes: tuple[Change, ...] = ()
    answers: dict[str, float] = field(default_factory=dict)
    pickups: tuple[float, ...] = (USUAL_PICKUP,)
    promises: tuple[Promise, ...] = ()
    reach: Reach = USUAL
    known: tuple[tuple[str, str, float], ...] = ()


def replayable(words: Iterable[Said], quiet: Iterable[QuietChange]) -> Iterator[Said]:
    """The presence that held, but for what missed offers made of it: the engine finds that again,
    or not."""
    return heeded_history((one for one in words if one.by != Automatic.MISSED), quiet)


def day_of(
    start: datetime,
    visits: Sequence[Visit],
    history: Iterable[Said] = (),
    taken: Iterable[Change] = (),
    *,
    promises: Sequence[Promise] = (),
    reach: Reach = USUAL,
    before: Sequence[Visit] = (),
    seed: int = 0,
) -> Day:
    """The day of these visits, the presence that held on it, and the agents' other calls.

    `history` is as `replayable` makes it, `before` are visits of earlier days.
    """
    chance = Random(seed)
    ordered = sorted(visits, key=lambda visit: (visit.joined, visit.call))
    patience = Patience((visit.waited, _gave_up(visit)) for visit in ordered)
    talks = [visit.talked for visit in ordered if visit.agent] or [USUAL_TALK]
    kept, arrivals = settled(promises, ordered, start, talks=talks, chance=chance)
    asked = {id(visit): one for one, visit in asked_from(kept, arrivals, start)}
    callers = [
        _asking(_caller(one, start, patience, talks, chance), asked.get(id(one)))
        for one in arrivals
    ]
    out_of_queue = {one.id for one in asked.values()}
    changes = [*_presences(start, history), *taken]
    return Day(
        start=start,
        callers=tuple(callers),
        changes=tuple(sorted(changes, key=lambda change: change.at)),
        answers=_answers(ordered),
        pickups=_pickups(ordered),
        promises=tuple(one for one in kept if one.id not in out_of_queue),
        reach=reach,
        known=tuple(_known(before, start)),
    )


def _asking(caller: Caller, promise: Promise | None) -> Caller:
    if promise is None:
        return caller
    after = promise.at - caller.at - caller.patience
    return replace(caller, promise=promise, asks_after=max(0.0, after))


def _known(before: Iterable[Visit], start: datetime) -> Iterator[tuple[str, str, float]]:
    """Who talked with whom, in the order in which it ended."""
    ends = (
        ((one.joined - start).total_seconds() + one.waited + one.talked, one.caller, one.agent)
        for one in before
        if one.agent and one.caller
    )
    for at, number, agent in sorted(ends):
        if at <= 0:
            yield number, agent, at


def _gave_up(visit: Visit) -> bool:
    return visit.group in (Group.ABANDONED, Group.LEFT_BY_KEY)


def _caller(
    visit: Visit, start: datetime, patience: Patience, talks: Sequence[float], chance: Random
) -> Caller:
    gave_up = _gave_up(visit)
    drawn = patience.draw(chance, at_least=visit.waited)
    return Caller(
        id=f"{visit.call}/{visit.queue}/{visit.joined.timestamp():.3f}",
        queue=visit.queue,
        at=(visit.joined - start).total_seconds(),
        talk=visit.talked if visit.agent else chance.choice(talks),
        patience=visit.waited if gave_up else drawn,
        by_key=visit.group is Group.LEFT_BY_KEY,
        number=visit.caller,
        needs=visit.needs,
        is_callback=visit.is_callback,
    )


def _presences(start: datetime, history: Iterable[Said]) -> list[Change]:
    """What people and clocks said."""
    return [
        Change(
            at=max(0.0, (said.at - start).total_seconds()),
            extension=said.extension,
            presence=said.presence,
        )
        for said in history
    ]


def _answers(visits: Iterable[Visit]) -> dict[str, float]:
    counts: dict[str, list[int]] = {}
    for visit in visits:
        for ring in visit.rings:
            if ring.fate in ("answered", "no_answer"):
                counts.setdefault(ring.extension, []).append(ring.fate == "answered")
    return {extension: sum(taken) / len(taken) for extension, taken in counts.items()}


def _pickups(visits: Iterable[Visit]) -> tuple[float, ...]:
    found = [ring.seconds for visit in visits for ring in visit.rings if ring.fate == "answered"]
    return tuple(found) or (USUAL_PICKUP,)
