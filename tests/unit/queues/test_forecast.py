from __future__ import annotations

from math import inf
from random import Random

from ringtree.queues.forecast import Server, Waiting, simulate

HANDLING = {"sales": (100.0,), "vip": (50.0,)}


def mine(**more) -> Waiting:
    return Waiting("sales", True, more.get("impatience", 0.0), more.get("opens", {}))


def server(name: str = "101", free: float = 0.0, *left: float, queues=("sales",)) -> Server:
    return Server(name, frozenset(queues), free, left)


def starts(servers, line) -> list[float]:
    return simulate(servers, line, HANDLING, Random(1))


def test_each_takes_the_next_as_soon_as_free():
    assert starts([server(), server("102", 30.0)], [mine()] * 4) == [0.0, 30.0, 100.0, 130.0]


def test_what_is_left_of_a_conversation_is_waited_for():
    assert starts([server("101", 0.0, 40.0)], [mine()]) == [40.0]


def test_a_rival_queue_takes_its_share_of_a_shared_agent():
    line = [Waiting("vip", False, 0.0, {}), mine(), Waiting("vip", False, 0.0, {}), mine()]
    assert starts([server(queues=("sales", "vip"))], line) == [50.0, 200.0]


def test_an_agent_who_may_serve_later_waits_for_it():
    assert starts([server()], [mine(opens={"101": 60.0})]) == [60.0]


def test_who_is_served_by_nobody_waits_for_ever():
    assert starts([server(queues=("vip",))], [mine()]) == [inf]
    assert starts([server()], [mine(opens={"101": inf})]) == [inf]


def test_who_gives_up_takes_nobodys_time():
    waits = starts([server("101", 500.0)], [mine(impatience=100.0), mine()])
    assert waits == [500.0, 500.0]
