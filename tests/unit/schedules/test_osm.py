"""Opening-hours text of OpenStreetMap: what maps maps exactly, the rest is refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from ringtree.schedules.holidays import HolidaySet, UnknownCountry
from ringtree.schedules.hours import Hours, Week
from ringtree.schedules.interval import Interval
from ringtree.schedules.osm import NotMappable, parse, write
from tests.unit.schedules.weeks import weeks
from tests.unit.schedules.worlds import MOSCOW, OFFICE, RUSSIA, SHOP, hours, off, week


@pytest.mark.parametrize(
    ("text", "weekly"),
    [
        ("Mo-Fr 09:00-18:00", OFFICE),
        ("Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-15:00", SHOP),
        ("24/7", week(*["00:00-24:00"] * 7)),
        ("09:00-18:00; Sa,Su off", OFFICE),
        ("Mo-Su 09:00-18:00; Sa-Su closed", OFFICE),
        ("Sa-Mo 10:00-12:00", week("10:00-12:00", "", "", "", "", "10:00-12:00", "10:00-12:00")),
        ("Fr 22:00-26:00", week("", "", "", "", "22:00-02:00")),
        ("Fr 22:00-02:00", week("", "", "", "", "22:00-02:00")),
        ("off", week()),
    ],
)
def test_weeks_are_imported(text: str, weekly: Week) -> None:
    assert parse(text, MOSCOW) == hours(weekly)


def test_public_holidays_and_dates_are_imported() -> None:
    found = parse(
        'Mo-Fr 09:00-18:00; PH off; 2026 Dec 31 10:00-14:00 "eve"; 2027 Jan 01-08 off',
        MOSCOW,
        "DE",
    )
    assert found == hours(
        OFFICE,
        off("2027-01-01", date(2027, 1, 1), date(2027, 1, 8)),
        off("eve", date(2026, 12, 31), hours="10:00-14:00"),
        holidays=HolidaySet("DE", workdays=False),
    )


def test_the_later_of_two_dated_rules_wins_there_and_here() -> None:
    found = parse('2026 Dec 01-31 off "long"; 2026 Dec 05 10:00-12:00 "day"', MOSCOW)
    assert found.plan(date(2026, 12, 5)).exception == "day"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mo[1] 10:00-12:00", "n-th weekdays of a month cannot be imported"),
        ("Mo-Fr sunrise-sunset", "times of the sun cannot be imported"),
        ("week 1-10 Mo 10:00-12:00", "weeks of the year cannot be imported"),
        ("Jun-Aug Mo 10:00-12:00", "dates without a year cannot be imported"),
        ("Mo-Fr 10:00-12:00; SH off", "school holidays cannot be imported"),
        ("easter off", "dates relative to Easter cannot be imported"),
        ("Mo 10:00+", r"open ends \(\+\) cannot be imported"),
        ("Mo 10:00-12:00 || Tu 10:00-12:00", r"alternatives \(\|\|\) cannot be imported"),
        ("Mo unknown", "unknown hours cannot be imported"),
        ("Mo 10:00-12:00, Tu 10:00-12:00", "additional rules after a comma cannot be imported"),
        ('Mo 10:00-12:00 "by appointment"', "a comment can only be kept"),
        ("PH off; Mo 10:00-12:00", "weekdays first, then PH, then dates"),
        ("2026 Feb 30 off", "there is no 2026 Feb 30"),
        ("2026 Feb 10-05 off", "ends before it begins"),
        ("Mo-Fr", "says no hours"),
        ("whenever", "is not an interval of time"),
        ("Mo-Fr 10:00-12:00; PH off", "PH needs a country"),
        ("Mo-Fr 10:00-12:00,11:00-13:00", "overlap"),
    ],
)
def test_what_does_not_map_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(NotMappable, match=words):
        parse(text, MOSCOW)


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(UnknownCountry):
        parse("PH off", MOSCOW, "XX")


@pytest.mark.parametrize(
    ("company", "words"),
    [
        (hours(holidays=RUSSIA), "shortened days"),
        (hours(holidays=HolidaySet("RU")), "working days moved"),
        (hours(holidays=HolidaySet("DE", "BY")), "a part of a country"),
        (hours(OFFICE, off('the "fair"', date(2026, 1, 1))), "quotation marks"),
    ],
)
def test_what_the_text_has_no_word_for_is_not_exported(company: Hours, words: str) -> None:
    with pytest.raises(NotMappable, match=words):
        write(company)


def test_is_exported_as_people_of_the_map_write_it() -> None:
    company = hours(
        SHOP,
        off("eve", date(2026, 12, 31), hours="10:00-14:00"),
        off("new year", date(2027, 1, 1), date(2027, 1, 8)),
        holidays=HolidaySet("DE", intervals=(Interval(600, 720),)),
    )
    assert write(company) == (
        "Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-15:00; PH 10:00-12:00;"
        ' 2027 Jan 01-2027 Jan 08 off "new year"; 2026 Dec 31 10:00-14:00 "eve"'
    )
    assert write(hours(week(*["00:00-24:00"] * 7))) == "24/7"
    assert write(hours(week())) == "off"


@settings(max_examples=100, deadline=None)
@given(weeks())
def test_what_is_exported_is_imported_again(weekly: Week) -> None:
    assert parse(write(hours(weekly)), MOSCOW).weekly == weekly
