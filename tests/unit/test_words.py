"""What the server's command says, in both languages."""

from __future__ import annotations

from string import Formatter

import pytest

from ringtree.settings import Settings
from ringtree.words import _WORDS, say


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", sorted(_WORDS))
def test_both_languages_say_it_with_the_same_facts(name: str) -> None:
    sentences = _WORDS[name]
    assert set(sentences) == {"ru", "en"}
    assert fields(sentences["ru"]) == fields(sentences["en"])


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ru", "Ringtree принимает звонки: x\n"), ("en", "Ringtree answers calls on x\n")],
)
def test_it_is_said_in_the_settings_language(
    language: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say(Settings.model_validate({"demo_language": language}), "serving", addresses="x")
    assert capsys.readouterr().out == expected
