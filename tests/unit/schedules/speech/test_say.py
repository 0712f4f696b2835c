"""What callers hear, and that it comes true."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from ringtree.schedules.hours import Hours
from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.schedules.speech.say import (
    say_changes,
    say_hours,
    say_opening,
    say_today,
    say_week,
    say_when,
    say_why,
)
from ringtree.schedules.state import next_opening, state
from tests.unit.schedules.speech.hearing import hear_russian_opening
from tests.unit.schedules.worlds import OFFICE, RUSSIA, SHOP, at, hours, off, week

MONDAY_OFFICE = hours(holidays=RUSSIA)


class TestTheNextOpening:
    @pytest.mark.parametrize(
        ("now", "words"),
        [
            ("2026-11-22 22:00", "откроемся завтра, в понедельник, в девять утра"),
            ("2026-11-23 06:00", "откроемся сегодня в девять утра"),
            ("2026-11-23 23:00", "откроемся завтра, во вторник, в девять утра"),
            ("2026-11-27 19:00", "откроемся в понедельник, в девять утра"),
            (
                "2026-12-30 20:00",
                "откроемся после праздников, в понедельник, одиннадцатого января, в девять",
            ),
            ("2026-11-03 20:00", "откроемся после праздника, в четверг, пятого ноября, в девять"),
        ],
    )
    def test_is_told_as_a_person_would(self, now: str, words: str) -> None:
        assert say_opening(MONDAY_OFFICE, at(now), "ru") == words

    def test_today_in_the_afternoon(self) -> None:
        assert say_opening(hours(SHOP), at("2026-11-23 13:10"), "ru") == (
            "откроемся сегодня в четырнадцать"
        )

    @pytest.mark.parametrize(
        ("now", "words"),
        [
            ("2026-11-22 22:00", "we open tomorrow, Monday, at nine a.m."),
            ("2026-11-23 06:00", "we open today at nine a.m."),
            ("2026-11-27 19:00", "we open on Monday, at nine a.m."),
            (
                "2026-12-30 20:00",
                "we open after the holidays, on Monday, January eleventh, at nine a.m.",
            ),
        ],
    )
    def test_in_english(self, now: str, words: str) -> None:
        assert say_opening(MONDAY_OFFICE, at(now), "en") == words

    def test_after_unpublished_holidays_has_no_date(self) -> None:
        year = next(year for year in range(2027, 2100) if not RUSSIA.is_published(year))
        now = at(f"{year - 1}-12-31 20:00")
        assert say_opening(MONDAY_OFFICE, now, "ru") == "откроемся после праздников"
        assert say_when(MONDAY_OFFICE, now, "en") == "after the holidays"

    def test_is_not_told_if_nobody_knows(self) -> None:
        assert say_opening(hours(week()), at("2026-11-23 12:00"), "ru") == ""
        closed = Override(OverrideKind.CLOSED, at("2026-11-23 10:00"), Until.REVOKED)
        assert say_when(MONDAY_OFFICE, at("2026-11-23 12:00"), "ru", closed) == ""

    def test_far_away_has_its_year(self) -> None:
        rare = hours(week(), off("fair", date(2027, 12, 6), hours="10:00-12:00"))
        assert say_when(rare, at("2026-11-23 12:00"), "ru") == (
            "в понедельник, шестого декабря две тысячи двадцать седьмого года, в десять"
        )


COMPANIES = [
    hours(SHOP, off("count", date(2026, 3, 31)), holidays=RUSSIA),
    hours(
        OFFICE,
        off("summer", date(2026, 7, 1), date(2026, 8, 31), "10:05-16:00"),
        off("move", date(2026, 12, 1), date(2026, 12, 20)),
    ),
    hours(week(*["22:00-06:00"] * 5), zone="Europe/Berlin"),
    hours(week("", "00:00-03:00 09:41-10:00"), zone="America/New_York"),
]


@pytest.mark.parametrize("company", COMPANIES)
def test_the_opening_told_comes_true_at_every_moment_of_a_year(company: Hours) -> None:
    for number in range(0, 365 * 24, 7):
        now = at("2026-01-01 00:20", "UTC") + timedelta(hours=number)
        if state(company, now).is_open:
            continue
        words = say_when(company, now, "ru")
        heard = hear_russian_opening(words, company.local(now))
        opening = next_opening(company, now)
        assert opening is not None
        assert heard == company.local(opening).replace(tzinfo=None), words
        _closed_until(company, opening)


def _closed_until(company: Hours, opening: datetime) -> None:
    assert state(company, opening).is_open
    assert not state(company, opening - timedelta(seconds=1)).is_open


class TestSentences:
    def test_reasons(self) -> None:
        assert say_why(MONDAY_OFFICE, at("2026-11-04 12:00"), "ru") == "сегодня праздничный день"
        assert say_why(MONDAY_OFFICE, at("2026-11-04 12:00"), "en") == "today is a public holiday"

    def test_today(self) -> None:
        eve, holiday = at("2026-11-03 12:00"), at("2026-11-04 12:00")
        assert say_today(MONDAY_OFFICE, eve, "ru") == "сегодня мы работаем с девяти до семнадцати"
        assert say_today(MONDAY_OFFICE, holiday, "ru") == "сегодня мы не работаем"
        assert (
            say_today(MONDAY_OFFICE, eve, "en") == "today we are open from nine a.m. to five p.m."
        )
        assert say_today(MONDAY_OFFICE, holiday, "en") == "today we are closed"

    def test_changes_of_the_coming_week(self) -> None:
        assert say_changes(MONDAY_OFFICE, at("2026-11-02 12:00"), "ru") == (
            "завтра, во вторник, третьего ноября, работаем с девяти до семнадцати;"
            " в среду, четвёртого ноября, не работаем"
        )
        assert say_changes(MONDAY_OFFICE, at("2026-12-29 12:00"), "ru") == (
            "с тридцать первого декабря по десятое января включительно не работаем"
        )
        assert say_changes(MONDAY_OFFICE, at("2026-12-31 12:00"), "en") == (
            "from today through January tenth we are closed"
        )
        assert say_changes(MONDAY_OFFICE, at("2026-11-16 12:00"), "ru") == ""

    def test_the_hours_with_what_differs_from_them(self) -> None:
        assert say_hours(MONDAY_OFFICE, at("2026-11-04 12:00"), "ru") == (
            "мы работаем с понедельника по пятницу с девяти до восемнадцати. Сегодня не работаем"
        )
        assert say_hours(MONDAY_OFFICE, at("2026-11-16 12:00"), "ru") == say_week(
            MONDAY_OFFICE, "ru"
        )
