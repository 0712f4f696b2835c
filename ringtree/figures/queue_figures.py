"""The figures of one queue over one stretch of time.

Two formulas are called "service level"; both are here, by name:

- *of the answered*: answered within the time / answered;
- *of all*: (answered within the time + abandoned within it) / (answered + abandoned), short
  abandons left out of both sides: who hangs up at once was not kept waiting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from ringtree.figures.callback_attempt import CallbackAttempt
from ringtree.figures.spread import Spread, spread
from ringtree.figures.visit import Group, Visit
from ringtree.queues.outcome import QueueOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Seconds: what counts as answered in time, and up to when an abandon is a short one."""

    within: float = 20.0
    short: float = 5.0


#: What is usual in the field: 80 % within 20 s.
USUAL = Thresholds()

#: One for every queue, or each queue's own by its name; a queue that has none has the usual.
Standard = Thresholds | Mapping[str, Thresholds]


def standard_of(thresholds: Standard, queue: str) -> Thresholds:
    """What one queue is measured by."""
    return thresholds if isinstance(thresholds, Thresholds) else thresholds.get(queue, USUAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFigures:
    """Counts and times of a queue's visits; times in seconds."""

    within: float | None
    """What counts as in time; None: each of the queues taken together has its own."""
    joined: int
    outcomes: dict[QueueOutcome, int]
    groups: dict[Group, int]
    answered_within: int
    abandoned_short: int
    """Hung up within `Thresholds.short`; they are in `groups` as well."""
    abandoned_within: int
    """Hung up later than that, and within `Thresholds.within`."""
    callbacks: int
    """Callers who were called back and joined by that; in `joined` too."""
    callbacks_unreached: int
    """Attempts to call somebody back that reached nobody; nobody joined by them."""
    wait_answered: Spread
    wait_abandoned: Spread
    """Of those who waited longer than a short abandon."""
    longest_wait: float
    talk: Spread
    handle: Spread

    @property
    def answered(self) -> int:
        """Callers who talked with an agent."""
        return self.groups[Group.ANSWERED]

    @property
    def abandoned(self) -> int:
        """Callers who hung up while waiting, short abandons left out."""
        return self.groups[Group.ABANDONED] - self.abandoned_short

    @property
    def level_of_answered(self) -> float | None:
        """Answered in time, of the answered; None: nobody was."""
        return self.answered_within / self.answered if self.answered else None

    @property
    def level_of_all(self) -> float | None:
        """Answered or given up in time, of the answered and abandoned; None: there were none."""
        counted = self.answered + self.abandoned
        return (self.answered_within + self.abandoned_within) / counted if counted else None

    @property
    def is_conserved(self) -> bool:
        """Whether everybody who joined is counted once, by outcome and by group."""
        return self.joined == sum(self.outcomes.values()) == sum(self.groups.values())

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "within": self.within,
            "joined": self.joined,
            "answered": self.answered,
            "abandoned": self.abandoned,
            "abandoned_short": self.abandoned_short,
            "overflowed": self.groups[Group.OVERFLOWED],
            "refused": self.groups[Group.REFUSED],
            "left_by_key": self.groups[Group.LEFT_BY_KEY],
            "failed": self.groups[Group.FAILED],
            "callbacks": self.callbacks,
            "callbacks_unreached": self.callbacks_unreached,
            "outcomes": {one.value: count for one, count in self.outcomes.items() if count},
            "service_level_of_answered": _share(self.level_of_answered),
            "service_level_of_all": _share(self.level_of_all),
            "wait_answered": self.wait_answered.to_dict(),
            "wait_abandoned": self.wait_abandoned.to_dict(),
            "longest_wait": round(self.longest_wait, 1),
            "talk": self.talk.to_dict(),
            "handle": self.handle.to_dict(),
        }


def queue_figures(
    visits: Iterable[Visit],
    thresholds: Standard,
    attempts: Iterable[CallbackAttempt] = (),
    *,
    queues: Iterable[str] = (),
) -> QueueFigures:
    """Count visits and vain callbacks, all of one queue, or of several taken together.

    `queues` are those that are counted, whether or not anybody called: they say what is in time.
    """
    visits = tuple(visits)
    outcomes = Counter(visit.outcome for visit in visits)
    groups = Counter(visit.group for visit in visits)
    answered = [visit for visit in visits if visit.group is Group.ANSWERED]
    left = [visit for visit in visits if visit.group is Group.ABANDONED]
    patient = [one for one in left if one.waited > standard_of(thresholds, one.queue).short]
    names = {*queues} or {visit.queue for visit in visits}
    return QueueFigures(
        within=_common({standard_of(thresholds, name).within for name in names}),
        joined=len(visits),
        outcomes={one: outcomes[one] for one in QueueOutcome},
        groups={one: groups[one] for one in Group},
        answered_within=_in_time(answered, thresholds),
        abandoned_short=len(left) - len(patient),
        abandoned_within=_in_time(patient, thresholds),
        callbacks=sum(visit.is_callback for visit in visits),
        callbacks_unreached=sum(attempt.was_called for attempt in attempts),
        wait_answered=spread(visit.waited for visit in answered),
        wait_abandoned=spread(visit.waited for visit in patient),
        longest_wait=max((visit.waited for visit in visits), default=0.0),
        talk=spread(visit.talked for visit in answered),
        handle=spread(visit.handled for visit in answered),
    )


def _in_time(visits: Iterable[Visit], thresholds: Standard) -> int:
    return sum(one.waited <= standard_of(thresholds, one.queue).within for one in visits)


def _common(values: Set[float]) -> float | None:
    return next(iter(values)) if len(values) == 1 else None


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
