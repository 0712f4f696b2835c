"""What templates are made of."""

from __future__ import annotations

from ringtree.templates.parts import schedule, split
from tests.unit.templates.test_kinds import BASICS


def test_people_are_split_so_that_nobody_waits_for_an_empty_half() -> None:
    assert split(["1"]) == (["1"], ["1"])
    assert split(["1", "2", "3"]) == (["1", "2"], ["3"])


def test_without_hours_the_usual_ones_hold() -> None:
    assert schedule(BASICS)["office"]["weekly"] == {"monday..friday": ["09:00-18:00"]}
