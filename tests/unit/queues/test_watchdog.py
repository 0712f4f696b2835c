"""Stuck and zombie agents (freeswitch #1973, #2540, #2529, #1216): found, put right, counted."""

from __future__ import annotations

from ringtree.queues.agent import Activity
from ringtree.queues.engine import QueueEngine
from ringtree.queues.entry import EntryState
from ringtree.queues.watchdog import OVERDUE, faults
from tests.unit.queues.story import queue


def running() -> QueueEngine:
    """101 talks with anna, 102 rings for boris, vera waits."""
    engine = QueueEngine()
    engine.configure([queue("sales", "101", "102", strategy="fixed_order")], 0.0)
    for extension in ("101", "102"):
        engine.agent_reachable(extension, True, 0.0)
    for caller in ("anna", "boris", "vera"):
        engine.join(caller, "sales", 0.0)
    offer = engine.floor.entries["anna"].offer
    assert offer is not None
    (agent,) = offer.ringing
    engine.agent_occupied(agent, 0.0)
    engine.offer_answered(offer.offer_id, agent, 1.0)
    engine.talking("anna", 1.0)
    engine.decisions.clear()
    return engine


def found(engine: QueueEngine, now: float = 2.0) -> list[tuple[str, str]]:
    return [(one.who, one.what) for one in faults(engine.floor, now)]


def repaired(engine: QueueEngine, now: float = 2.0) -> list[tuple[str, str]]:
    for one in list(faults(engine.floor, now)):
        one.repair()
    return found(engine, now)


def test_a_sound_floor_has_no_faults() -> None:
    assert found(running()) == []


def test_an_agent_who_rings_or_talks_for_nobody_is_set_free() -> None:
    engine = running()
    for agent in engine.floor.agents.values():
        agent.offer = None
    assert ("101", "talking for nobody") in found(engine)
    assert ("102", "ringing for nobody") in found(engine)
    assert repaired(engine) == []
    assert engine.floor.agents["102"].activity is Activity.IDLE


def test_a_wrap_up_whose_timer_is_lost_ends() -> None:
    engine = running()
    engine.conversation_ended("anna", 2.0)
    agent = engine.floor.agents["101"]
    assert agent.activity is Activity.WRAP_UP
    late = agent.wrap_up_until + OVERDUE + 1
    assert found(engine, late - 2) == []
    assert found(engine, late) == [("101", "wrap-up without end")]
    assert repaired(engine, late) == []


def test_an_agent_missing_from_the_list_of_available_ones_is_listed() -> None:
    engine = QueueEngine()
    engine.configure([queue("sales", "101")], 0.0)
    engine.agent_reachable("101", True, 0.0)
    engine.floor.queues["sales"].available.clear()
    assert found(engine) == [("101", "wrongly listed as available in sales")]
    assert repaired(engine) == []


def test_a_caller_whose_offer_is_lost_waits_again() -> None:
    engine = running()
    entry = engine.floor.entries["boris"]
    entry.offer = None
    assert ("boris", "offered without an offer") in found(engine)
    repaired(engine)
    assert entry.state is EntryState.WAITING


def test_a_caller_who_fell_out_of_the_line_is_taken_in_again() -> None:
    engine = running()
    entry = engine.floor.entries["vera"]
    entry.queue.leave_line(entry)
    assert found(engine) == [("vera", "out of the line")]
    assert repaired(engine) == []
