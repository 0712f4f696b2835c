"""What people hear of their forwarding."""

from __future__ import annotations

import pytest

from ringtree.forwarding.rules import When
from ringtree.prompts.forwarding_phrases import (
    Disturbed,
    ForwardedTo,
    NoForwardingThere,
    NotForwarded,
)


@pytest.mark.parametrize(
    ("when", "ru", "en"),
    [
        (
            When.ALWAYS,
            "Все звонки переводятся на номер 1 0 2.",
            "All calls are forwarded to 1 0 2.",
        ),
        (
            When.BUSY,
            "Когда вы заняты, звонки переводятся на номер 1 0 2.",
            "When you are busy, calls are forwarded to 1 0 2.",
        ),
        (
            When.NO_ANSWER,
            "Когда вы не отвечаете, звонки переводятся на номер 1 0 2.",
            "When you do not answer, calls are forwarded to 1 0 2.",
        ),
        (
            When.UNREACHABLE,
            "Когда ваш телефон недоступен, звонки переводятся на номер 1 0 2.",
            "When your telephone cannot be reached, calls are forwarded to 1 0 2.",
        ),
    ],
)
def test_each_moment_in_both_languages(when: When, ru: str, en: str) -> None:
    phrase = ForwardedTo(when, "102")
    assert (phrase.text("ru"), phrase.text("en")) == (ru, en)
    assert NotForwarded(when).text("ru") == ru.replace(
        "звонки переводятся на номер 1 0 2", "звонки больше не переводятся"
    )


def test_the_rest_has_words_too() -> None:
    for phrase in (NotForwarded(), Disturbed(True), Disturbed(False), NoForwardingThere()):
        assert phrase.text("ru").endswith(".") and phrase.text("en").endswith(".")
    assert "+79161234567" in ForwardedTo(When.ALWAYS, "+79161234567").text("en")
