"""Hours in good English, and heard as they were meant."""

from __future__ import annotations

from hypothesis import given, settings

from ringtree.schedules.hours import Week
from ringtree.schedules.interval import DAY, joined
from ringtree.schedules.speech.english import at, time, week
from ringtree.schedules.speech.shape import shape
from tests.unit.schedules.speech.hearing import english_time, hear_english_week
from tests.unit.schedules.weeks import weeks
from tests.unit.schedules.worlds import SHOP


def test_every_minute_of_a_day_is_said_and_no_two_alike() -> None:
    assert [time(minute) for minute in range(DAY)] == [english_time(m) for m in range(DAY)]
    assert len({at(minute) for minute in range(DAY)}) == DAY


def test_a_week_is_said_as_a_person_would() -> None:
    assert week(shape(SHOP)) == (
        "we are open Monday to Friday from nine a.m. to six p.m., Saturday from ten a.m. to"
        " three p.m.; lunch Monday to Friday from one p.m. to two p.m."
    )


@settings(max_examples=120, deadline=None)
@given(weeks())
def test_who_listens_learns_the_very_week(weekly: Week) -> None:
    assert hear_english_week(week(shape(weekly))) == tuple(map(joined, weekly))
