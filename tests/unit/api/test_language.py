"""Accept-Language, as browsers write it."""

from __future__ import annotations

import pytest

from ringtree.api.language import accepted, asked


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ru", "ru"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8", "ru"),
        ("de, en;q=0.2, ru;q=0.7", "ru"),
        ("en;q=0.5,ru;q=0.1", "en"),
        ("ru;q=x", "en"),
        ("fr,*", "en"),
    ],
)
def test_the_best_language_we_speak_is_chosen(header: str, language: str) -> None:
    assert accepted(header) == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ru", "ru"),
        (" EN ", "en"),
        ("ru-RU,ru;q=0.9", None),
        ("ru-RU", None),
        ("de", None),
        ("", None),
    ],
)
def test_one_language_alone_is_a_wish_and_a_list_is_a_browser_s_habit(
    header: str, language: str | None
) -> None:
    assert asked(header) == language
