"""Hours in good Russian, and heard as they were meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ringtree.schedules.hours import Week
from ringtree.schedules.interval import DAY, joined
from ringtree.schedules.speech.russian import at, days, since, until, week
from ringtree.schedules.speech.shape import Days, shape
from tests.unit.schedules.speech.hearing import hear_russian_week, russian_time
from tests.unit.schedules.weeks import weeks
from tests.unit.schedules.worlds import OFFICE
from tests.unit.schedules.worlds import week as written


class TestTimes:
    def test_every_minute_of_a_day_is_said_in_the_right_case(self) -> None:
        for minute in range(DAY):
            assert at(minute) == f"в {russian_time(minute, 'a')}"
            assert since(minute) == f"с {russian_time(minute, 'g')}"
            assert until(minute) == f"до {russian_time(minute, 'g')}"

    def test_no_two_minutes_sound_alike(self) -> None:
        assert len({at(minute) for minute in range(DAY)}) == DAY
        assert len({since(minute) for minute in range(DAY)}) == DAY

    @pytest.mark.parametrize(
        ("minute", "words"),
        [
            (0, "в ноль часов"),
            (60, "в час ночи"),
            (150, "в два тридцать ночи"),
            (540, "в девять утра"),
            (541, "в девять часов одну минуту утра"),
            (545, "в девять часов пять минут утра"),
            (570, "в девять тридцать утра"),
            (720, "в двенадцать"),
            (840, "в четырнадцать"),
            (1282, "в двадцать один час двадцать две минуты"),
        ],
    )
    def test_some_of_them_by_hand(self, minute: int, words: str) -> None:
        assert at(minute, part=True) == words

    def test_the_next_morning_is_called_so(self) -> None:
        assert (until(360), until(DAY + 360)) == ("до шести", "до шести утра")
        assert (until(DAY), until(DAY + 120)) == ("до полуночи", "до двух ночи")


class TestDays:
    @pytest.mark.parametrize(
        ("weekdays", "words"),
        [
            ((0, 1, 2, 3, 4, 5, 6), "ежедневно"),
            ((0, 1, 2, 3, 4), "с понедельника по пятницу"),
            ((1, 2, 3, 4, 5, 6), "со вторника по воскресенье"),
            ((2, 3, 4), "со среды по пятницу"),
            ((1,), "во вторник"),
            ((5, 6), "в субботу и воскресенье"),
            ((1, 3), "во вторник и четверг"),
            ((0, 2, 4), "в понедельник, среду и пятницу"),
            ((0, 1, 2, 4), "с понедельника по среду и в пятницу"),
            ((4, 5, 6, 0), "с пятницы по понедельник"),
        ],
    )
    def test_are_grouped(self, weekdays: Days, words: str) -> None:
        assert days(tuple(sorted(weekdays))) == words


class TestWeeks:
    @pytest.mark.parametrize(
        ("weekly", "words"),
        [
            (OFFICE, "мы работаем с понедельника по пятницу с девяти до восемнадцати"),
            (
                written(*["09:00-13:00 14:00-18:00"] * 5, "10:00-13:00 14:00-15:00"),
                "мы работаем с понедельника по пятницу с девяти до восемнадцати,"
                " в субботу с десяти до пятнадцати; обед с часу до двух",
            ),
            (
                written("09:00-13:00 13:30-18:00", "09:00-18:00"),
                "мы работаем в понедельник и вторник с девяти до восемнадцати;"
                " обед в понедельник с тринадцати до тринадцати тридцати",
            ),
            (written(*["00:00-24:00"] * 7), "мы работаем ежедневно круглосуточно"),
            (written("", "22:00-02:00"), "мы работаем во вторник с двадцати двух до двух ночи"),
            (
                written("08:00-12:00 16:00-20:00"),
                "мы работаем в понедельник с восьми до двенадцати и с шестнадцати до двадцати",
            ),
            (
                written("09:00-16:00 16:15-18:00"),
                "мы работаем в понедельник с девяти до восемнадцати;"
                " перерыв с шестнадцати до шестнадцати пятнадцати",
            ),
            (written(), "мы не работаем"),
        ],
    )
    def test_are_said_as_a_person_would(self, weekly: Week, words: str) -> None:
        assert week(shape(weekly)) == words

    @settings(max_examples=120, deadline=None)
    @given(weeks())
    def test_who_listens_learns_the_very_week(self, weekly: Week) -> None:
        assert hear_russian_week(week(shape(weekly))) == tuple(map(joined, weekly))
