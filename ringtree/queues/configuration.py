"""Taking over new settings while callers wait, phones ring and people talk."""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.queues.agent import Activity, Agent
from ringtree.queues.callers import Callers
from ringtree.queues.decisions import StopReason
from ringtree.queues.entry import EntryInput
from ringtree.queues.errors import DuplicateQueue
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.offering import Offering
from ringtree.queues.queue import Queue
from ringtree.queues.settings import QueueSettings
from ringtree.queues.statistics import Counters
from ringtree.queues.strategies import STRATEGIES
from ringtree.queues.strategy import Strategy, find

_Checked = dict[str, tuple[QueueSettings, Strategy]]


class Configuration:
    """Brings the floor in line with what is configured now."""

    __slots__ = ("_callers", "_floor", "_offering")

    def __init__(self, floor: Floor, callers: Callers, offering: Offering) -> None:
        self._floor = floor
        self._callers = callers
        self._offering = offering

    def apply(self, queues: Sequence[QueueSettings], now: float) -> None:
        """Take over all of it, or raise and change nothing."""
        wanted = _check(queues)
        for key in [key for key in self._floor.queues if key not in wanted]:
            self._close(self._floor.queues.pop(key), now)
        for settings, strategy in wanted.values():
            self._update(settings, strategy)
        self._staff()
        self._withdraw_removed(now)

    def _close(self, queue: Queue, now: float) -> None:
        queue.is_open = False
        queue.available.clear()
        for entry in tuple(queue.line):
            self._callers.feed(entry, EntryInput.QUEUE_CLOSED, now)
        self._floor.timers.cancel((Timer.ANNOUNCE, queue.settings.key, ""))
        # Nobody is left to hear it.
        self._floor.moved.pop(queue, None)

    def _update(self, settings: QueueSettings, strategy: Strategy) -> None:
        floor = self._floor
        queue = floor.queues.get(settings.key)
        if queue is None:
            counters = floor.counters.setdefault(settings.key, Counters())
            floor.queues[settings.key] = Queue(settings, strategy, counters)
            return
        waits_differ = queue.settings.max_wait != settings.max_wait
        queue.settings, queue.strategy = settings, strategy
        if waits_differ:
            for entry in queue.line:
                self._callers.watch(entry)

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
            for agent in queue.agents.values():
                agent.queues.append(queue)
        for agent in tuple(floor.agents.values()):
            floor.refresh(agent)
            if agent.is_forgettable:
                self._forget(agent)

    def _forget(self, agent: Agent) -> None:
        self._floor.end_rest(agent)
        del self._floor.agents[agent.extension]

    def _withdraw_removed(self, now: float) -> None:
        for agent in tuple(self._floor.agents.values()):
            if agent.activity is not Activity.RINGING or agent.offer is None:
                continue
            if agent.extension not in agent.offer.entry.queue.agents:
                self._offering.withdraw(agent, StopReason.REMOVED, now)


def _check(queues: Sequence[QueueSettings]) -> _Checked:
    checked: _Checked = {}
    for settings in queues:
        if settings.key in checked:
            raise DuplicateQueue(settings.key)
        checked[settings.key] = (settings, find(settings.strategy, STRATEGIES))
    return checked
