"""What a caller hears: there, speakable, and in its language."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.lint import lint
from tests.unit.company.small import company, tree


def rules(prompt: Any, language: str = "en", **known: Any) -> list[str]:
    nodes = tree(hello={"type": "say", "prompt": prompt, "exits": {"next": "end"}}, end=END)
    acme = company(language=language, trees={"main": nodes})
    return [found.rule for found in lint(acme, **known)]


END = {"type": "bye"}


@pytest.mark.parametrize(
    ("language", "right"),
    [
        ("en", "Hello!"),
        ("ru", "Здравствуйте!"),
        ("ru", "Вы позвонили в Google."),
        ("en", {"text": "Здравствуйте!", "language": "ru"}),
        ("ru", {"text": "Hello!", "language": "en"}),
        ("en", "{caller}"),
        ("ru", "112"),
    ],
)
def test_words_are_fine(language: str, right: Any) -> None:
    assert rules(right, language) == []


@pytest.mark.parametrize("wrong", ["...", "— —", "🙂", "{{}}"])
def test_what_nobody_can_speak_is_refused(wrong: str) -> None:
    assert rules(wrong) == ["unspeakable-prompt"]


@pytest.mark.parametrize(
    ("language", "wrong"),
    [("en", "Здравствуйте!"), ("ru", "Hello!"), ("ru", {"text": "Привет", "language": "en"})],
)
def test_the_voice_must_know_the_letters(language: str, wrong: Any) -> None:
    assert rules(wrong, language) == ["wrong-alphabet"]


def test_where_callers_of_two_languages_hear_it_nothing_is_said_of_letters() -> None:
    number = {"number": "+442071234567", "trunk": "carrier", "tree": "main", "language": "ru"}
    hello = {"type": "say", "prompt": "Hello!", "exits": {"next": "end"}}
    acme = company(numbers=[number], trees={"main": tree(hello=hello, end=END)})
    assert lint(acme) == []


@pytest.mark.parametrize("wrong", ["You are {place", "A } brace", "{two words}"])
def test_a_brace_without_a_value_is_refused(wrong: str) -> None:
    assert rules(wrong) == ["stray-brace"]


def test_what_is_said_on_a_day_that_differs_is_looked_at_too() -> None:
    day = {"name": "counting", "date": "2026-03-31", "closed": True, "greeting": "A } brace"}
    found = lint(company(schedules={"office": {"exceptions": [day]}}))
    assert ("schedules", "office") in [one.path for one in found if one.rule == "stray-brace"]


def test_a_value_names_only_what_there_is() -> None:
    assert rules("You are number {place:sales}.") == ["unknown-reference"]


def test_a_recording_must_have_been_uploaded() -> None:
    hello = {"file": "hello.wav"}
    assert rules(hello) == []
    assert rules(hello, recordings=["hello.wav"]) == []
    (found,) = lint(
        company(
            trees={"main": tree(a={"type": "say", "prompt": hello, "exits": {"next": "b"}}, b=END)}
        ),
        recordings=["hallo.wav"],
    )
    assert found.message == "there is no recording 'hello.wav'; did you mean 'hallo.wav'?"
