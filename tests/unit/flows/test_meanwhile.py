"""What is heard while something else is done."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.prompt import Prompt
from ringtree.flows.nodes.dial import Dial
from ringtree.flows.requests import Sound, SoundKind


def dial(**settings: Any) -> Dial:
    return Dial.model_validate({"targets": "101", **settings})


def test_ringing_unless_told_otherwise() -> None:
    assert dial().sound == Sound()
    assert list(dial().prompts()) == []


def test_music_the_usual_one_or_another() -> None:
    assert dial(hears="music").sound == Sound(SoundKind.MUSIC)
    assert dial(hears="music", music="jazz.wav").sound == Sound(SoundKind.MUSIC, "jazz.wav")


def test_words_which_are_prepared_before_anybody_calls() -> None:
    one = dial(hears="prompt", waiting_prompt="One moment.")
    assert one.sound.prompts == (Prompt(text="One moment."),)
    assert list(one.prompts()) == [Prompt(text="One moment.")]


@pytest.mark.parametrize(
    "settings",
    [
        {"hears": "prompt"},
        {"waiting_prompt": "One moment."},
        {"hears": "music", "waiting_prompt": "One moment."},
        {"music": "jazz"},
        {"hears": "silence"},
        {"hears": "music", "music": "../etc"},
    ],
)
def test_nothing_is_set_that_nobody_hears(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        dial(**settings)
