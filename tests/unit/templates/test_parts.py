"""Nodes that templates are made of."""

from __future__ import annotations

from ringtree.templates.parts import busy_message, menu, night_message, rings
from ringtree.templates.sketch import Sketch
from tests.unit.templates.company import BASICS


def test_a_menu_has_a_way_for_each_key_and_for_none() -> None:
    exits = menu("?", {"1": "sales", "2": "support"}, otherwise="sales")["exits"]
    assert exits == {"1": "sales", "2": "support", "no_input": "sales", "no_match": "sales"}


def test_who_reaches_nobody_goes_on() -> None:
    exits = rings(["101"], 20, otherwise="message")["exits"]
    assert set(exits.values()) == {"message"} and len(exits) == 3


def test_by_night_the_hours_are_said_by_day_that_all_are_busy() -> None:
    sketch = Sketch(BASICS.wishes)
    night, day = night_message(sketch, "office2"), busy_message(sketch)
    assert "{hours:office2}" in night["prompt"] and "заняты" in day["prompt"]
    assert night["mailbox"] == day["mailbox"] == "company"
