from __future__ import annotations

import pytest

from ringtree.queues.agent import Agent
from ringtree.queues.candidate import Reason
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.queue import Queue
from ringtree.queues.settings import QueueSettings
from ringtree.queues.statistics import Counters
from ringtree.queues.strategies import STRATEGIES


def a_floor(*queues: str) -> tuple[Floor, Agent]:
    floor = Floor()
    agent = floor.agent("101")
    for key in queues:
        queue = Queue(QueueSettings(key=key), STRATEGIES["ring_all"], Counters())
        floor.queues[key] = queue
        agent.queues.append(queue)
    return floor, agent


def test_an_agent_who_becomes_available_stirs_every_queue_once():
    floor, agent = a_floor("sales", "support")
    agent.reachable = True
    floor.refresh(agent)
    assert [queue.settings.key for queue in floor.stirred] == ["sales", "support"]
    assert list(floor.freed) == [agent]
    floor.stirred.clear()
    floor.refresh(agent)
    assert not floor.stirred


def test_an_agent_who_is_no_longer_available_leaves_the_indexes():
    floor, agent = a_floor("sales")
    agent.reachable = True
    floor.refresh(agent)
    agent.reachable = False
    floor.refresh(agent)
    assert not floor.queues["sales"].available


def test_the_longer_rest_stays():
    floor, agent = a_floor()
    floor.rest(agent, Reason.NO_ANSWER, 10, 0.0)
    floor.rest(agent, Reason.PAUSED, 1, 5.0)
    assert (agent.rest, agent.rest_until) == (Reason.NO_ANSWER, 10.0)
    assert floor.timers.at((Timer.REST, "101", "")) == 10.0
    floor.end_rest(agent)
    assert agent.rest is None and floor.timers.next() is None


def test_no_pause_is_no_rest():
    floor, agent = a_floor()
    floor.rest(agent, Reason.NO_ANSWER, 0, 5.0)
    assert agent.rest is None and floor.timers.next() is None


def test_a_queue_that_is_not_there():
    with pytest.raises(UnknownQueue, match="sales"):
        a_floor()[0].queue("sales")
