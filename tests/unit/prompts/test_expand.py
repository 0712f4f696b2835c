from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.prompt import LONGEST_TEXT, Language
from ringtree.prompts.expand import expand

_LANGUAGES: tuple[Language, ...] = ("ru", "en")


@pytest.mark.parametrize("language", _LANGUAGES)
@given(text=st.text(alphabet="0123456789 .,:/-–+()%$₽№минутаруб.йcdo\n", max_size=60))
def test_nothing_that_anybody_writes_raises(language: Language, text: str) -> None:
    assert isinstance(expand(text, language), str)


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("unit", ["1", "1 ", "1 000 ", "12:", "01.", "+7 ", "1-", "с 1 ", "1,"])
def test_no_text_takes_long(language: Language, unit: str) -> None:
    text = (unit * LONGEST_TEXT)[:LONGEST_TEXT]
    started = time.process_time()
    expand(text, language)
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize("language", _LANGUAGES)
def test_words_stay_as_they_are(language: Language) -> None:
    text = "Здравствуйте! Hello, there; the end."
    assert expand(text, language) == text


def test_a_full_stop_that_ends_a_sentence_stays() -> None:
    assert expand("Стоит 5 руб. Звоните", "ru") == "Стоит пять рублей. Звоните"
    assert expand("Стоит 5 руб. в день", "ru") == "Стоит пять рублей в день"
