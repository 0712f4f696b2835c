"""Taking over new settings while callers wait, phones ring and people talk."""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.queues import announcements
from ringtree.queues.agent import Activity, Agent, Presence
from ringtree.queues.callers import Callers
from ringtree.queues.entry import EntryInput, EntryKind
from ringtree.queues.errors import DuplicateQueue
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.queue import Queue
from ringtree.queues.settings import QueueSettings
from ringtree.queues.standing import Standing
from ringtree.queues.statistics import Counters
from ringtree.queues.strategies import STRATEGIES
from ringtree.queues.strategy import Strategy, find

_Checked = dict[str, tuple[QueueSettings, Strategy]]


class Configuration:
    """Brings the floor in line with what is configured now."""

    __slots__ = ("_callers", "_floor")

    def __init__(self, floor: Floor, callers: Callers) -> None:
        self._floor = floor
        self._callers = callers

    def apply(self, queues: Sequence[QueueSettings], now: float) -> None:
        """Take over all of it, or raise and change nothing."""
        wanted = _check(queues)
        for key in [key for key in self._floor.queues if key not in wanted]:
            self._close(self._floor.queues.pop(key), now)
        for settings, strategy in wanted.values():
            self._update(settings, strategy)
        self._staff()
        for queue in self._floor.queues.values():
            self._take_along(queue, now)

    def _close(self, queue: Queue, now: float) -> None:
        queue.is_open = False
        queue.available.clear()
        for entry in tuple(queue.line):
            self._callers.feed(entry, EntryInput.QUEUE_CLOSED, now)
        for kind in (Timer.ANNOUNCE, Timer.DESERTED):
            self._floor.timers.cancel((kind, queue.settings.key, ""))
        # Nobody is left to hear it.
        self._floor.moved.pop(queue, None)
        self._floor.staffing.pop(queue, None)

    def _update(self, settings: QueueSettings, strategy: Strategy) -> None:
        floor = self._floor
        queue = floor.queues.get(settings.key)
        if queue is None:
            counters = floor.counters.setdefault(settings.key, Counters())
            floor.queues[settings.key] = Queue(settings, strategy, counters)
            return
        queue.settings, queue.strategy = settings, strategy
        queue.forecast = None

    def _take_along(self, queue: Queue, now: float) -> None:
        """Let those who wait, wait by the settings as they are now; nobody loses a place."""
        queue.rank_anew()
        for entry in queue.line:
            self._callers.watch(entry)
            self._callers.schedule(entry, now)
            if entry.kind is EntryKind.CALLER:
                announcements.arm(self._floor, entry, now)
        self._floor.moved[queue] = None
        self._floor.stirred[queue] = None
        self._floor.staffing[queue] = None

    def _staff(self) -> None:
        """Give every queue its agents anew, and forget those of whom nothing is known."""
        floor = self._floor
        for agent in floor.agents.values():
            agent.queues = []
        for queue in floor.queues.values():
            names = dict.fromkeys(queue.settings.agents)
            queue.order = {name: index for index, name in enumerate(names)}
            queue.agents = {name: floor.agent(name) for name in names}
            queue.available = {}
            queue.manned.clear()
            for name in names:
                queue.agents[name].queues.append(queue)
            self._give_standings(queue)
        for agent in tuple(floor.agents.values()):
            agent.was_on_duty = False  # the queues have counted nobody yet
            floor.refresh(agent)
            if agent.is_forgettable:
                self._forget(agent)

    def _give_standings(self, queue: Queue) -> None:
        """Who is new in the queue enters at the minimum of who is there."""
        before, queue.standings = queue.standings, {}
        for name in queue.agents:
            standing = before.get(name)
            if standing is None:
                standing = Standing()
                standing.enter_among(
                    before[one.extension]
                    for one in queue.agents.values()
                    if one.extension in before and one.presence is not Presence.LOGGED_OUT
                )
            queue.standings[name] = standing

    def _forget(self, agent: Agent) -> None:
        self._floor.end_rest(agent)
        del self._floor.agents[agent.extension]

    def removed(self) -> list[Agent]:
        """Those who ring for a queue that they serve no more, by the order of their callers.

        To be withdrawn in this order, with a distribution before and after each: the next wave of
        one caller must not take an agent who is due to a caller before him.
        """
        ringing = [
            (agent.offer.entry.key, agent)
            for agent in self._floor.agents.values()
            if agent.activity is Activity.RINGING and agent.offer is not None
        ]
        ringing.sort(key=lambda one: one[0])
        return [agent for _, agent in ringing if not _serves(agent)]


def _serves(agent: Agent) -> bool:
    return agent.offer is not None and agent.extension in agent.offer.entry.queue.agents


def _check(queues: Sequence[QueueSettings]) -> _Checked:
    checked: _Checked = {}
    for settings in queues:
        if settings.key in checked:
            raise DuplicateQueue(settings.key)
        checked[settings.key] = (settings, find(settings.strategy, STRATEGIES))
    return checked
