"""The demonstration's words: every line in every language, with the same fields."""

from __future__ import annotations

from string import Formatter

import pytest

from ringtree.demo import words
from ringtree.demo.listener import NotHeard, Overheard
from ringtree.demo.listening import Tone
from ringtree.demo.words import Expectation, Line, expectation, line, not_heard, tone_words


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", Line)
def test_a_line_has_the_same_fields_in_both_languages(name: Line) -> None:
    texts = words._TEXTS[name]
    assert set(texts) == {"ru", "en"}
    assert fields(texts["ru"]) == fields(texts["en"])


@pytest.mark.parametrize("name", Expectation)
def test_an_expectation_has_the_same_fields_in_both_languages(name: Expectation) -> None:
    texts = words._EXPECTATIONS[name]
    assert set(texts) == {"ru", "en"}
    assert fields(texts["ru"]) == fields(texts["en"])


def test_a_line_is_said_in_the_language_asked_for() -> None:
    assert line(Line.PRESSED, "ru", key="1") == "нажата клавиша «1»"
    assert line(Line.PRESSED, "en", key="1") == "pressed “1”"
    assert expectation(Expectation.MUSIC, "en") == "the caller hears the music"


def test_a_tone_is_said_with_its_level() -> None:
    assert tone_words(Tone(440.2, -10.1, 0.998), "ru") == "440 Гц (-10 дБ, чистота 1.00)"
    assert tone_words(Tone(0.0, -100.0, 0.0), "en") == "silence"


@pytest.mark.parametrize(
    ("instead", "russian", "english"),
    [
        (Overheard(None), "ни одного пакета", "not one packet"),
        (Overheard(-90.0), "тишина", "silence"),
        (Overheard(-20.0), "другой звук, -20 дБ", "another sound, -20 dB"),
        (Overheard(-10.0, Tone(425, -10, 1.0)), "425 Гц", "425 Hz"),
    ],
)
def test_what_came_instead_is_said(instead: Overheard, russian: str, english: str) -> None:
    failure = NotHeard(15.0, 0.31, instead)
    assert russian in not_heard(failure, "ru")
    assert english in not_heard(failure, "en")
    assert "0.31" in not_heard(failure, "ru")
