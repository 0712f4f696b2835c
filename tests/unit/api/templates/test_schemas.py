"""What is asked of a new company becomes the facts of its template."""

from __future__ import annotations

from ringtree.api.templates.schemas import FirstSteps, TreeWishes
from tests.unit.api.templates.test_endpoints import STEPS


def test_every_fact_is_passed_on() -> None:
    basics = FirstSteps.model_validate(STEPS).basics()
    assert basics.people == (("201", "Ann"), ("202", "Bob"))
    assert (basics.trunk, basics.mail) == (("203.0.113.7",), "office@tulip.example")


def test_every_wish_is_passed_on() -> None:
    taken = {"queues": ["sales"]}
    body = {"name": "Tulip", "extensions": ["201"], "mailbox": "office", "taken": taken}
    wishes = TreeWishes.model_validate(body).wishes()
    assert (wishes.extensions, wishes.mailbox, wishes.taken) == (("201",), "office", taken)
