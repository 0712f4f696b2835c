"""What is counted of an agent."""

from __future__ import annotations

import pytest

from ringtree.figures.agent_figures import agent_figures
from ringtree.figures.duty import Duty
from ringtree.figures.visit import visits
from tests.unit.figures.days import record, wait


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
