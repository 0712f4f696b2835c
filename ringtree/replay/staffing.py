"""How many agents each interval of a day needs: by Erlang C, and by the real engine.

Erlang C takes every caller for endlessly patient and every agent for alike. The simulation sends
callers with the day's own patience and conversations through the queue as it is set; both stand
side by side, because each is wrong where the other is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from ringtree.figures.queue_figures import Thresholds, queue_figures
from ringtree.figures.visit import Visit
from ringtree.queues.settings import QueueSettings
from ringtree.replay.day import Caller, Day
from ringtree.replay.erlang import agents_needed, service_level
from ringtree.replay.patience import Patience
from ringtree.replay.play import play

#: Callers in one simulated stretch: the service level is then known to some two per cent.
CALLERS = 500
#: Seconds at the beginning that do not count: an empty queue is not yet the queue.
WARM_UP = 1800.0
#: So many agents more than Erlang C wants are tried before the search gives up.
MOST_MORE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The share of callers to be answered within so many seconds, short abandons left out."""

    share: float = 0.8
    within: float = 20.0
    short: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one interval needs. `handle` is seconds, None if nobody called."""

    start: datetime
    calls: float
    handle: float | None
    erlang: int
    erlang_level: float
    simulated: int
    simulated_level: float

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "start": self.start.isoformat(),
            "calls": round(self.calls, 2),
            "handle": None if self.handle is None else round(self.handle, 1),
            "erlang_agents": self.erlang,
            "erlang_level": round(self.erlang_level, 4),
            "simulated_agents": self.simulated,
            "simulated_level": round(self.simulated_level, 4),
        }


def needs(
    visits: Sequence[Visit],
    settings: QueueSettings,
    *,
    start: datetime,
    days: int = 1,
    every: timedelta = timedelta(minutes=30),
    target: Target = Target(),
    seed: int = 0,
) -> list[Need]:
    """The agents needed in each interval of a day that is like the mean of `days` days.

    `visits` are one queue's, of whole days from `start` on. An interval without answered callers
    of its own takes the handling times of all.
    """
    day = timedelta(days=1)
    split: list[list[Visit]] = [[] for _ in range(day // every)]
    for visit in visits:
        split[((visit.joined - start) % day) // every].append(visit)
    handles = [visit.handled for visit in visits if visit.agent]
    patience = Patience((one.waited, one.agent is None) for one in visits)
    return [
        _need(
            start + index * every,
            part,
            len(part) / days,
            [visit.handled for visit in part if visit.agent] or handles,
            _Stretch(settings, patience, target, every.total_seconds(), seed + index),
        )
        for index, part in enumerate(split)
    ]


def _need(
    start: datetime, part: Sequence[Visit], calls: float, handles: list[float], stretch: _Stretch
) -> Need:
    if not part or not handles:
        return Need(
            start=start,
            calls=calls,
            handle=None,
            erlang=0,
            erlang_level=1.0,
            simulated=0,
            simulated_level=1.0,
        )
    target = stretch.target
    handle = sum(handles) / len(handles)
    load = calls / stretch.seconds * handle
    erlang = agents_needed(load, handle, target=target.share, within=target.within)
    simulated, level = stretch.fewest(calls, handles, erlang)
    return Need(
        start=start,
        calls=calls,
        handle=handle,
        erlang=erlang,
        erlang_level=service_level(load, erlang, handle, target.within),
        simulated=simulated,
        simulated_level=level,
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Intervals of one kind, one after the other, long enough to know the service level."""

    settings: QueueSettings
    patience: Patience
    target: Target
    seconds: float
    seed: int

    def fewest(self, calls: float, handles: list[float], first: int) -> tuple[int, float]:
        """The fewest agents that reach the target, and the service level with them."""
        day = self._day(calls, handles)
        agents, level = first, self._level(day, first)
        if level >= self.target.share:
            while agents > 1 and (less := self._level(day, agents - 1)) >= self.target.share:
                agents, level = agents - 1, less
            return agents, level
        while level < self.target.share and agents < first + MOST_MORE:
            agents += 1
            level = self._level(day, agents)
        return agents, level

    def _day(self, calls: float, handles: list[float]) -> Day:
        chance = Random(self.seed)
        rate, at, callers = calls / self.seconds, 0.0, []
        for number in range(CALLERS + round(rate * WARM_UP)):
            at += chance.expovariate(rate)
            callers.append(
                Caller(
                    id=str(number),
                    queue=self.settings.key,
                    at=at,
                    talk=max(0.0, chance.choice(handles) - self.settings.wrap_up),
                    patience=self.patience.draw(chance),
                )
            )
        return Day(start=datetime.min, callers=tuple(callers), pickups=(0.0,))

    def _level(self, day: Day, agents: int) -> float:
        staffed = replace(
            self.settings,
            agents=tuple(f"a{number}" for number in range(agents)),
            terms={},
            missed_limit=0,
        )
        counted = [
            visit
            for visit in play(day, [staffed], seed=self.seed)
            if (visit.joined - day.start).total_seconds() >= WARM_UP
        ]
        found = queue_figures(
            counted, Thresholds(within=self.target.within, short=self.target.short)
        )
        return found.level_of_all if found.level_of_all is not None else 1.0
