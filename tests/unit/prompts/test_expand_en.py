"""What is heard of numbers written in English texts."""

from __future__ import annotations

import pytest

from ringtree.prompts.expand import expand

_DAY = "May first, twenty twenty-six"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("14:30", "two thirty p.m."),
        ("9:00 to 17:30", "nine a.m. to five thirty p.m."),
        ("12:00 or 0:00", "noon or midnight"),
        ("00:15", "twelve fifteen a.m."),
        ("9:05 am", "nine oh five a.m."),
        ("12:30 PM", "twelve thirty p.m."),
        ("5 pm", "five p.m."),
        ("25:00", "25:00"),
        ("24/7", "twenty-four seven"),
        ("01.05.2026", _DAY),
        ("2026-05-01", _DAY),
        ("May 1, 2026", _DAY),
        ("1 May 2026", _DAY),
        ("May 9th", "May ninth"),
        ("31.11.2026", "31.11.2026"),
        ("in 2026.", "in twenty twenty-six."),
        ("1 500 rubles", "one thousand five hundred rubles"),
        ("$1,500", "one thousand five hundred dollars"),
        ("$5.50", "five dollars and fifty cents"),
        ("$0.01", "one cent"),
        ("£1", "one pound"),
        ("20 €", "twenty euros"),
        ("$1.5", "one point five dollars"),
        ("5 %", "five percent"),
        ("1.5%", "one point five percent"),
        ("+7 495 000-00-01", "plus seven, four nine five, zero zero zero, zero zero, zero one"),
        ("3rd floor, 21st", "third floor, twenty-first"),
        ("№ 5, No. 7, #3", "number five, number seven, number three"),
        ("press 1, then 2", "press one, then two"),
        ("1,500 calls", "one thousand five hundred calls"),
        ("007 and -5", "zero zero seven and minus five"),
        ("A4, v1.2.3, 10G", "A4, v1.2.3, 10G"),
    ],
)
def test_numbers_become_words(written: str, spoken: str) -> None:
    assert expand(written, "en") == spoken


def test_every_minute_of_a_day_is_words() -> None:
    for minute in range(1440):
        said = expand(f"{minute // 60:02}:{minute % 60:02}", "en")
        assert not any(char.isdigit() for char in said)
