"""What is counted of an agent."""

from __future__ import annotations

import pytest

from ringtree.figures.agent_figures import agent_figures
from ringtree.figures.callback_attempt import attempt_of
from ringtree.figures.duty import Duty
from ringtree.figures.visit import visits
from tests.unit.figures.days import called_back, record, wait


def test_rings_conversations_and_occupancy() -> None:
    rings = (
        {"at": 6.0, "rung": ["101"], "strategy": "longest_idle", "why": []},
        {"at": 16.0, "stopped": "101", "reason": "no_answer"},
        {"at": 18.0, "rung": ["101", "102"], "strategy": "longest_idle", "why": []},
        {"at": 20.0, "refused": "102", "reason": "busy"},
    )
    calls = [
        record(wait(waited=20, agent="101", talked=100, wrap_up=10, rings=rings)),
        record(wait(waited=5, agent="102", talked=50)),
    ]
    found = [visit for one in calls for visit in visits(one)]
    anna = agent_figures("101", found, Duty(ready=250))
    assert (anna.answered, anna.offered, anna.missed, anna.refused) == (1, 2, 1, 0)
    assert anna.occupancy == pytest.approx((10 + 7 + 100 + 10) / 250)
    boris = agent_figures("102", found, Duty())
    assert (boris.answered, boris.refused, boris.occupancy) == (1, 1, None)
    assert boris.to_dict()["occupancy"] is None


def test_callbacks_take_an_agent_s_time_whether_or_not_somebody_is_reached() -> None:
    vain = attempt_of(called_back("sales", ("102",), "101", 30.0, True, minute=0))
    reached = called_back("sales", (), "101", 20.0, True, minute=1)
    reached.trace.append(wait(waited=0, agent="101", talked=100, wrap_up=10))
    (visit,) = visits(reached)
    assert vain is not None
    anna = agent_figures("101", [visit], Duty(ready=1000), [vain])
    assert (anna.answered, anna.offered, anna.unreached, anna.held) == (1, 2, 1, 50.0)
    assert anna.occupancy == pytest.approx((3 + 3 + 50 + 100 + 10) / 1000)
    boris = agent_figures("102", [visit], Duty(ready=1000), [vain])
    assert (boris.answered, boris.offered, boris.unreached, boris.held) == (0, 1, 0, 0.0)
