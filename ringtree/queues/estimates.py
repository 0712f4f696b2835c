"""How long a caller will probably wait: a high quantile, so that most are answered within it.

Two ways. Near the head of the line, where it matters who is about to become free, which tiers and
skills there are and which queues share the agents, the coming minutes are simulated a number of
times: each agent becomes free after what is left of the conversation, drawn from the last
conversations that took longer than this one has, and takes the first caller in order whom he may
serve. Far from the head a formula holds: every departure, by service or by impatience, moves the
line up by one, so the wait is a sum of that many nearly independent times.

Nothing is said without ground: some conversations must have been seen, and somebody must serve.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt
from random import Random
from statistics import fmean, pvariance

from ringtree.queues.agent import Activity, Agent, Line
from ringtree.queues.entry import Entry, EntryState
from ringtree.queues.floor import Floor
from ringtree.queues.forecast import Forecast, Server, Waiting, simulate
from ringtree.queues.queue import Queue

#: What share of callers should be answered within what is estimated. Told with minutes rounded
#: up, it comes to about nine in ten; a higher one would tell most of them twice what they wait.
QUANTILE = 0.86
#: The same as a multiple of the standard deviation of a sum of many times.
_DEVIATIONS = 1.08
#: Conversations to have been seen before anything is estimated.
GROUND = 5
#: Futures that are imagined, and places near the head for which they are.
RUNS = 40
NEAR = 40
#: For so many seconds a forecast is used again; meanwhile the line moves up in it.
FRESH = 3.0
#: Of fewer abandoned calls no rate is made.
_FEWEST_ABANDONED = 3


#: One agent of each kind, and who is like that one.
_Kinds = Sequence[tuple[Agent, Sequence[str]]]


class Estimates:
    """What can be said about waiting at one moment."""

    __slots__ = ("_floor", "_now")

    def __init__(self, floor: Floor, now: float) -> None:
        self._floor = floor
        self._now = now

    def of_entry(self, entry: Entry) -> float | None:
        """Seconds within which a caller in the line will most probably be answered."""
        if entry.state is EntryState.OFFERED:
            return 0.0
        return self.of_place(entry.queue, entry.queue.place_of(entry))

    def of_place(self, queue: Queue, place: int) -> float | None:
        """The same for whoever is at that place, from 1; None: there is no ground."""
        if len(queue.handling) < GROUND or not any(queue.manned.values()):
            return None
        if place > NEAR:
            return self._formula(queue, place)
        forecast = queue.forecast
        if forecast is None or self._now > forecast.until or place > len(forecast.waits):
            forecast = queue.forecast = self._forecast(queue)
        waits = forecast.waits
        return waits[place - 1] if place <= len(waits) else self._formula(queue, place)

    # ----- far from the head -------------------------------------------------------------------

    def _formula(self, queue: Queue, place: int) -> float:
        rivals = _rivals(queue)
        agents = {one.extension for rival in rivals for one in _serving(rival)}
        key = queue.line[place - 1].key if place <= len(queue.line) else (inf, 0)
        ahead = place - 1 + sum(rival.count_before(key) for rival in rivals if rival is not queue)
        handling = _handling(queue, rivals)
        mean = fmean(handling)
        served, given_up = len(agents) / mean, _impatience(queue)
        steps = [1 / (served + one * given_up) for one in range(ahead + 1)]
        spread = pvariance(handling) / mean**2
        return sum(steps) + _DEVIATIONS * sqrt(spread * sum(step * step for step in steps))

    # ----- near the head -----------------------------------------------------------------------

    def _forecast(self, queue: Queue) -> Forecast:
        rivals = _rivals(queue)
        line = sorted(
            (entry for rival in rivals for entry in rival.line[: NEAR + 1] if entry.is_unserved),
            key=lambda entry: entry.key,
        )
        impatience = {rival: _impatience(rival) for rival in rivals}
        kinds = {rival: _kinds(rival) for rival in rivals}
        waiting = [
            self._waiting(entry, queue, impatience[entry.queue], kinds[entry.queue])
            for entry in line
        ]
        newcomer = Waiting(queue.settings.key, is_mine=True, impatience=0.0, opens={})
        handling = {rival.settings.key: _handling(rival, rivals) for rival in rivals}
        servers = self._servers(rivals, handling)
        dice = Random(self._floor.chance(self._floor.numbers, round(self._now * 1000)))
        runs = [simulate(servers, [*waiting, newcomer], handling, dice) for _ in range(RUNS)]
        offered = sum(entry.state is not EntryState.WAITING for entry in queue.line[:NEAR])
        return Forecast(self._now + FRESH, (*([0.0] * offered), *_quantiles(runs)))

    def _waiting(self, entry: Entry, mine: Queue, impatience: float, kinds: _Kinds) -> Waiting:
        queue, opens = entry.queue, dict[str, float]()
        if _is_choosy(entry):
            for agent, alike in kinds:
                later = opening(entry, agent, self._now)
                if later > 0:
                    opens.update(dict.fromkeys(alike, later))
        return Waiting(queue.settings.key, queue is mine, impatience, opens)

    def _servers(
        self, rivals: Sequence[Queue], handling: dict[str, Sequence[float]]
    ) -> list[Server]:
        keys = {rival.settings.key for rival in rivals}
        found = {agent.extension: agent for rival in rivals for agent in _serving(rival)}
        every = [one for times in handling.values() for one in times]
        return [
            Server(
                agent.extension,
                frozenset(q.settings.key for q in agent.queues if q.settings.key in keys),
                *self._free(agent, every),
            )
            for agent in found.values()
        ]

    def _free(self, agent: Agent, every: Sequence[float]) -> tuple[float, Sequence[float]]:
        """When at the earliest the agent is free, and what that time may turn out to be."""
        now = self._now
        if agent.activity is Activity.WRAP_UP:
            return max(0.0, agent.wrap_up_until - now), ()
        if agent.activity is Activity.IDLE and agent.line is Line.FREE:
            return (max(0.0, agent.rest_until - now) if agent.rest else 0.0), ()
        since = agent.line_since if agent.activity is Activity.IDLE else agent.activity_since
        elapsed = now - since
        longer = [one - elapsed for one in every if one > elapsed]
        # One that lasts longer than any we know is expected to last as long again as a usual one.
        return 0.0, longer or [fmean(every)]


def _kinds(queue: Queue) -> _Kinds:
    """The queue's agents by tier and skills: those of a kind may serve a caller at one time."""
    found: dict[tuple[object, ...], tuple[Agent, list[str]]] = {}
    for extension, agent in queue.agents.items():
        terms = queue.settings.terms_of(extension)
        kind = (terms.tier, frozenset(terms.skills.items()))
        found.setdefault(kind, (agent, []))[1].append(extension)
    return list(found.values())


def opening(entry: Entry, agent: Agent, now: float) -> float:
    """After how many seconds the agent may serve the caller; infinity: never."""
    settings, terms = entry.queue.settings, entry.queue.settings.terms_of(agent.extension)
    waited = now - entry.since
    opens = max(0.0, settings.tiers.get(terms.tier, 0.0) - waited)
    if not any(n for tier, n in entry.queue.manned.items() if tier < terms.tier):
        opens = 0.0
    for needs in (settings.required, entry.needs.required):
        for name, level in needs.items():
            short = level - terms.skills.get(name, 0)
            if short > 0:
                every = settings.relax_every
                opens = max(opens, short * every - waited) if every else inf
    return opens


def _is_choosy(entry: Entry) -> bool:
    settings = entry.queue.settings
    return bool(settings.tiers or settings.required or entry.needs.required)


def _rivals(queue: Queue) -> list[Queue]:
    """The queue, and those with which it shares agents who are on duty."""
    found = {queue: None}
    for agent in _serving(queue):
        found.update(dict.fromkeys(agent.queues))
    return list(found)


def _serving(queue: Queue) -> list[Agent]:
    return [agent for agent in queue.agents.values() if agent.is_on_duty]


def _handling(queue: Queue, rivals: Sequence[Queue]) -> Sequence[float]:
    """The queue's own times, if there are enough of them, else those of all of its rivals."""
    if len(queue.handling) >= GROUND:
        return tuple(queue.handling)
    return [one for rival in rivals for one in rival.handling]


def _impatience(queue: Queue) -> float:
    """How many callers give up for each second that one waits."""
    abandoned = sum(gave_up for _, gave_up in queue.waits)
    waited = sum(seconds for seconds, _ in queue.waits)
    return abandoned / waited if abandoned >= _FEWEST_ABANDONED and waited > 0 else 0.0


def _quantiles(runs: Sequence[Sequence[float]]) -> list[float]:
    index = min(len(runs) - 1, int(QUANTILE * len(runs)))
    return [sorted(times)[index] for times in zip(*runs, strict=True)]
