"""Prompts: words or a file, never both, and nothing unspeakable."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from ringtree.company.prompt import Prompt, spoken

ADAPTER = TypeAdapter(Prompt)


@pytest.mark.parametrize(
    ("written", "prompt"),
    [
        ("Hello", Prompt(text="Hello")),
        ({"text": "Привет", "language": "ru"}, Prompt(text="Привет", language="ru")),
        ({"file": "hello.wav"}, Prompt(file="hello.wav")),
    ],
)
def test_a_prompt_is_written_as_it_was_read(written: Any, prompt: Prompt) -> None:
    assert ADAPTER.validate_python(written) == prompt
    assert prompt.model_dump(mode="json") == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "  ",
        "a\x00b",
        "x" * 4001,
        {},
        {"text": "a", "file": "b.wav"},
        {"file": "../secret"},
        {"file": ".hidden"},
        {"file": "a/b.wav"},
        {"file": "a.wav", "language": "ru"},
        {"text": "Hallo", "language": "de"},
        {"text": "a", "voice": "b"},
        5,
    ],
)
def test_nonsense_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(written)


def test_prompts_can_be_keys_of_a_cache() -> None:
    assert len({spoken("a"), spoken("a"), spoken("a", "en")}) == 2
