"""A small company to imagine calls to, and what happens to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ringtree.company.model import Company
from ringtree.flows import nodes  # noqa: F401 - registers every type
from ringtree.flows.simulation.script import Agents, Story
from ringtree.flows.simulation.simulate import Simulation, simulate

MOSCOW = ZoneInfo("Europe/Moscow")
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=MOSCOW)
NUMBER = "+74950000001"
VIP = "+79215550000"


def company(**changes: Any) -> Company:
    """Hours, a menu, a queue of two, a person, a message, and another tree."""
    return Company.model_validate(
        {
            "code": "acme",
            "name": "Acme",
            "language": "en",
            "timezone": "Europe/Moscow",
            "trunks": {"carrier": {"addresses": ["192.0.2.1"]}},
            "numbers": [{"number": NUMBER, "trunk": "carrier", "tree": "main"}],
            "people": [{"extension": "101", "name": "Ann"}, {"extension": "102", "name": "Bob"}],
            "queues": {"sales": {"title": "Sales", "agents": ["101", "102"], "max_wait": 60}},
            "schedules": {"office": {"weekly": {"monday..friday": "09:00-18:00"}}},
            "lists": {"vip": {"numbers": [VIP]}},
            "trees": {"main": main_tree(), "other": other_tree()},
            **changes,
        }
    )


def main_tree(**changes: Any) -> dict[str, Any]:
    """The tree of the number."""
    drawn: dict[str, Any] = {
        "who": {
            "type": "caller",
            "rules": {"vip": {"lists": "vip"}},
            "exits": {"vip": "sales", "other": "hours"},
        },
        "hours": {
            "type": "hours",
            "schedule": "office",
            "exits": {"open": "menu", "closed": "night"},
        },
        "menu": {
            "type": "menu",
            "prompt": "Press one, two or three.",
            "choices": ["1", "2", "3"],
            "attempts": 2,
            "exits": {
                "1": "sales",
                "2": "ann",
                "3": "branch",
                "no_input": "bye",
                "no_match": "bye",
            },
        },
        "sales": {
            "type": "queue",
            "queue": "sales",
            "exits": {"overflow": "bye", "closed": "bye"},
        },
        "ann": {
            "type": "dial",
            "targets": "101",
            "exits": {"busy": "bye", "no_answer": "bye", "unreachable": "bye"},
        },
        "branch": {
            "type": "branch",
            "tree": "other",
            "returns": ["next"],
            "exits": {"next": "bye"},
        },
        "night": {"type": "hang_up", "prompt": "We are closed."},
        "bye": {"type": "hang_up", "prompt": "Goodbye."},
        **changes,
    }
    return {"start": "who", "nodes": drawn}


def other_tree(**changes: Any) -> dict[str, Any]:
    """A tree that asks and comes back."""
    drawn: dict[str, Any] = {
        "ask": {
            "type": "menu",
            "prompt": "Press one.",
            "choices": ["1"],
            "attempts": 1,
            "exits": {"1": "back", "no_input": "back", "no_match": "back"},
        },
        "back": {"type": "return"},
        **changes,
    }
    return {"start": "ask", "nodes": drawn}


def imagined(made: Company | None = None, *, agents: str = "free", **changes: Any) -> Simulation:
    """One call on a Monday noon."""
    told: dict[str, Any] = {"to": NUMBER, "caller": "+79990000000", "at": MONDAY, **changes}
    return simulate(made or company(), Story(agents=Agents.parse(agents), **told))


def way(done: Simulation) -> list[str]:
    """The way the call took: "menu:1"."""
    return [f"{entry.node}:{entry.exit}" for entry in done.record.trace]
