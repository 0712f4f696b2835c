"""Simulated days, in small: against the theory, and against what callers were told.

`bench/queue_days.py` does the same with ten thousand callers.
"""

from __future__ import annotations

from statistics import fmean

import pytest

from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import QueueSettings, Terms
from ringtree.replay.erlang import erlang_c
from tests.unit.queues.simulated_day import (
    Habits,
    SimulatedDay,
    exponential,
    honesty,
    usual_talk,
)


def queue(agents: int, key: str = "q", **settings) -> QueueSettings:
    names = tuple(f"{100 + number}" for number in range(agents))
    return QueueSettings(key=key, agents=names, max_wait=None, **settings)


def test_a_single_group_waits_as_erlang_says():
    agents, talk, between = 5, 100.0, 25.0
    load = talk / between
    habits = Habits(between=between, talk=lambda dice: exponential(talk, dice))
    settings = queue(agents, wrap_up=0, announce_place=False)
    guests = SimulatedDay([settings], habits, seed=2).run(6000)
    waited = [guest.waited for guest in guests if guest.waited is not None]
    expected = erlang_c(load, agents) * talk / (agents - load)
    assert len(waited) == 6000
    assert fmean(waited) == pytest.approx(expected, rel=0.15)


@pytest.mark.parametrize(
    ("settings", "between", "patience"),
    [
        ({}, 16.0, 500.0),
        ({"terms": {"108": Terms(tier=2), "109": Terms(tier=2)}, "tiers": {2: 60}}, 17.0, 500.0),
    ],
    ids=["overload", "tiers"],
)
def test_most_are_answered_within_what_they_were_told(settings, between, patience):
    habits = Habits(between=between, talk=usual_talk, pickup=4.0, patience=patience)
    day = SimulatedDay([queue(10, announce_wait=True, wrap_up=15, **settings)], habits, seed=5)
    found = honesty(day.run(700))
    assert found.told > 200
    assert found.within >= 0.85
    assert found.exaggeration <= 2.0


def test_everybody_has_one_outcome_and_nobody_is_left():
    habits = Habits(between=12.0, talk=usual_talk, pickup=3.0, patience=120.0)
    day = SimulatedDay([queue(8, "a"), queue(8, "b", head_start=30)], habits, seed=1)
    guests = day.run(500)
    assert {guest.outcome for guest in guests} == {QueueOutcome.ANSWERED, QueueOutcome.ABANDONED}
    figures = day.engine.statistics()
    assert all(one.is_conserved and not one.waiting for one in figures.values())
