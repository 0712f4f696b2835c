from __future__ import annotations

import pytest

from ringtree.queues.promise import MORE_THAN_AN_HOUR, promise, spoken_minutes
from tests.unit.queues.test_entry import an_entry


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 0), (20, 0), (21, 1), (60, 1), (61, 2), (600, 10), (601, 15), (901, 20), (1800, 30),
     (1801, 40), (3600, 60), (3601, MORE_THAN_AN_HOUR), (1e6, MORE_THAN_AN_HOUR)],
)  # fmt: skip
def test_a_wait_is_rounded_up_the_way_people_speak(seconds, minutes):
    assert spoken_minutes(seconds) == minutes


def test_what_is_told_never_rises_and_what_was_told_stands():
    entry = an_entry()
    assert promise(entry, 170.0, 0.0) == 3
    assert promise(entry, 400.0, 30.0) == 3
    assert promise(entry, 400.0, 70.0) == 2
    assert promise(entry, 50.0, 80.0) == 1
    assert promise(entry, 400.0, 100.0) == 1


def test_when_the_time_told_has_passed_it_is_any_moment_now_for_good():
    entry = an_entry()
    assert promise(entry, 100.0, 0.0) == 2
    assert promise(entry, 300.0, 110.0) == 0
    assert promise(entry, 300.0, 111.0) == 0
    assert promise(entry, 300.0, 999.0) == 0


def test_without_ground_nothing_is_told():
    assert promise(an_entry(), None, 0.0) is None


def test_more_than_an_hour_promises_no_time():
    entry = an_entry()
    assert promise(entry, 9000.0, 0.0) == MORE_THAN_AN_HOUR
    assert promise(entry, 3000.0, 60.0) == 50
