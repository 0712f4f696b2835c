"""What is asked of a new company becomes the facts of its template."""

from __future__ import annotations

from ringtree.api.templates.schemas import FirstSteps
from tests.unit.api.templates.test_endpoints import STEPS


def test_every_fact_is_passed_on() -> None:
    basics = FirstSteps.model_validate(STEPS).basics()
    assert basics.people == (("201", "Ann"), ("202", "Bob"))
    assert (basics.trunk, basics.mail) == (("203.0.113.7",), "office@tulip.example")
