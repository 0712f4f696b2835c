from __future__ import annotations

from typing import get_args

import pytest

from ringtree.company.prompt import Language
from ringtree.prompts.phrases import (
    APOLOGY,
    SAYINGS,
    ManyAhead,
    PlaceInQueue,
    Saying,
    place_in_queue,
    queue_phrases,
)
from ringtree.prompts.text import clean

LANGUAGES = get_args(Language)


def test_what_any_caller_may_hear_is_listed_once() -> None:
    assert APOLOGY in SAYINGS
    assert len(set(SAYINGS)) == len(SAYINGS) > 20


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phrase", [*SAYINGS, *queue_phrases()], ids=str)
def test_every_phrase_has_words_in_every_language(phrase: Saying, language: Language) -> None:
    text = phrase.text(language)
    assert clean(text) == text
    assert text[0].isupper() and text[-1] in ".!"


class TestPlaceInQueue:
    @pytest.mark.parametrize(
        ("place", "ru", "en"),
        [
            (1, "Вы первый в очереди.", "You are first in the queue."),
            (3, "Вы третий в очереди.", "You are third in the queue."),
            (
                21,
                "Вы двадцать первый в очереди.",
                "You are twenty-first in the queue.",
            ),
            (
                22,
                "Перед вами больше двадцати человек.",
                "There are more than twenty people ahead of you.",
            ),
        ],
    )
    def test_what_a_caller_is_told(self, place: int, ru: str, en: str) -> None:
        assert place_in_queue(place).text("ru") == ru
        assert place_in_queue(place).text("en") == en

    def test_a_smaller_limit(self) -> None:
        assert place_in_queue(12, exact=10).text("ru") == "Перед вами больше десяти человек."

    def test_more_than_is_never_said_when_it_is_not_more(self) -> None:
        for exact in range(1, 30):
            for place in range(1, 60):
                phrase = place_in_queue(place, exact=exact)
                if isinstance(phrase, ManyAhead):
                    assert place - 1 > phrase.people
                else:
                    assert phrase == PlaceInQueue(place)

    def test_all_places_are_among_those_prepared(self) -> None:
        prepared = set(queue_phrases())
        assert all(place_in_queue(place) in prepared for place in range(1, 500))


def test_phrases_are_values() -> None:
    assert Saying("Да.", "Yes.") == Saying("Да.", "Yes.")
    assert hash(PlaceInQueue(3)) == hash(PlaceInQueue(3))
    assert PlaceInQueue(3) != ManyAhead(3)
