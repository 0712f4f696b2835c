from __future__ import annotations

import pytest

from ringtree.company.prompt import LONGEST_TEXT
from ringtree.prompts.text import NothingToSay, TextTooLong, clean


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("  Здравствуйте!\t Вы\u00a0позвонили ", "Здравствуйте! Вы позвонили"),
        ("one\r\n\r\n two\rthree", "one\ntwo\nthree"),
        ('a <break time="9s"/> b <speak>c</speak>', "a b c"),
        ("<?xml version='1.0'?>text<!-- no -->", "text"),
        ("[[h@l'oU]] there", "h@l'oU there"),
        ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
        ("bell\x07 escape\x1b[31m null\x00 end", "bell escape 31m null end"),
        ("zero\u200bwidth \u202eturned \ue000private", "zero width turned private"),
        ("за\u0301мок", "за\u0301мок"),
        ("й", "й"),
    ],
)
def test_only_words_are_left(written: str, spoken: str) -> None:
    assert clean(written) == spoken


def test_cleaning_twice_changes_nothing() -> None:
    once = clean("<b>x</b> [[y]]\n\n z")
    assert clean(once) == once


def test_a_text_that_is_too_long_is_refused_with_both_figures() -> None:
    assert len(clean("a" * LONGEST_TEXT)) == LONGEST_TEXT
    with pytest.raises(TextTooLong, match=f"{LONGEST_TEXT + 1} characters; at most {LONGEST_TEXT}"):
        clean("a" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize("text", ["", "  ", "...", "<b></b>", "[[ ]]", "\x00", "—!?"])
def test_a_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(NothingToSay):
        clean(text)


def test_a_surrogate_never_reaches_the_engine() -> None:
    assert clean("a\udc80b").encode() == b"a b"
