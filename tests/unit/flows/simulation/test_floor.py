"""The real queues, as a simulated caller finds them."""

from __future__ import annotations

from ringtree.flows.control import QueueRequest
from ringtree.flows.simulation.floor import QueueFloor
from ringtree.flows.simulation.script import RINGING, Agents
from ringtree.queues.decisions import Announce, Connect, Decision, Leave, Ring
from tests.unit.flows.simulation.company import company


def joined(agents: str, waiting: int = 0) -> tuple[QueueFloor, list[Decision]]:
    queues = {"sales": {"title": "Sales", "agents": ["101", "102"]}}
    floor = QueueFloor(company(queues=queues), Agents.parse(agents), waiting)
    told: list[Decision] = []
    floor.join(QueueRequest(queue="sales"), 0, "", 10.0, told.append)
    return floor, told


def test_who_is_free_answers() -> None:
    floor, told = joined("free")
    floor.advance(10 + RINGING)
    assert [type(one) for one in told] == [Ring, Connect]
    floor.part("101", 30)
    assert isinstance(told[-1], Leave)


def test_who_waited_before_is_served_before() -> None:
    floor, told = joined("free", waiting=4)
    assert told == [Announce("caller", 5)]
    floor.advance(600)
    assert any(isinstance(one, Connect) for one in told)


def test_a_place_is_known_before_joining() -> None:
    floor = QueueFloor(company(), Agents(), 4)
    assert (floor.place("sales", 0), floor.place("sales", 1)) == (5, 1)


def test_who_gives_up_is_forgotten() -> None:
    floor, told = joined("busy")
    floor.leave(20)
    assert isinstance(told[-1], Leave)
    assert floor.place("sales", 0) == 1
