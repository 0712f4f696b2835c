"""Callbacks that reached nobody, and what they took of the agents."""

from __future__ import annotations

from ringtree.figures.callback_attempt import attempt_of
from ringtree.figures.visit import Ring
from ringtree.records.trace import TraceEntry
from tests.unit.figures.days import called_back, record, wait


def test_the_agent_who_answered_was_rung_and_held_for_nothing() -> None:
    attempt = attempt_of(called_back("sales", ("102",), "101", 30.0, True, minute=3))
    assert attempt is not None
    assert (attempt.queue, attempt.agent, attempt.held) == ("sales", "101", 30.0)
    assert attempt.was_called
    assert Ring(extension="101", seconds=3.0, fate="answered") in attempt.rings
    assert Ring(extension="102", seconds=34.0, fate="caller_left") in attempt.rings


def test_an_agent_who_hung_up_meanwhile_cost_the_person_no_attempt() -> None:
    made = called_back("sales", (), "101", 30.0, True, minute=3)
    made.trace[0].facts["agent_left"] = True
    attempt = attempt_of(made)
    assert attempt is not None and not attempt.was_called


def test_what_reached_somebody_is_a_visit_and_no_attempt_in_vain() -> None:
    made = called_back("sales", (), "101", 30.0, True, minute=3)
    made.trace.append(wait(agent="101"))
    assert attempt_of(made) is None


def test_no_other_call_is_an_attempt() -> None:
    assert attempt_of(record(wait(agent="101"))) is None
    assert attempt_of(record(TraceEntry(node="x", type="callback", entered=0))) is None
