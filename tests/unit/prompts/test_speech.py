from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.prompts.speech import EspeakEngine, SpeechFailed, SpeechUnavailable


def _program(folder: Path, script: str) -> str:
    """A stand-in for espeak-ng."""
    path = folder / "espeak-ng"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


async def test_the_text_goes_in_by_standard_input_and_never_as_an_option(tmp_path: Path) -> None:
    engine = EspeakEngine(_program(tmp_path, 'echo "$@"; cat'))
    said = (await engine.speak("--version -m <b>", "ru", "ru")).decode()
    options, _, text = said.partition("\n")
    assert text == "--version -m <b>"
    assert "--stdin --stdout" in options and "-v ru" in options
    assert "-m" not in options.split()


async def test_each_language_has_its_voice(tmp_path: Path) -> None:
    engine = EspeakEngine(_program(tmp_path, 'echo "$@"'))
    assert (engine.voices("ru")[0], engine.voices("en")[0]) == ("ru", "en-us")
    assert "ru+f3" in engine.voices("ru") and "en-gb" in engine.voices("en")
    assert b"-v en-us" in await engine.speak("hello", "en", "en-us")


async def test_a_missing_engine_says_what_to_install() -> None:
    with pytest.raises(SpeechUnavailable, match="apt-get install espeak-ng"):
        await EspeakEngine("/nowhere/espeak-ng").speak("hello", "en", "en-us")


async def test_a_failing_engine_is_reported_with_its_words(tmp_path: Path) -> None:
    engine = EspeakEngine(_program(tmp_path, "echo no such voice >&2; exit 1"))
    with pytest.raises(SpeechFailed, match="espeak-ng could not speak: no such voice"):
        await engine.speak("hello", "en", "en-us")


async def test_a_hanging_engine_is_given_up(tmp_path: Path) -> None:
    engine = EspeakEngine(_program(tmp_path, "exec sleep 60"), time_limit=0.1)
    with pytest.raises(SpeechFailed, match="took longer"):
        await engine.speak("hello", "en", "en-us")


def test_the_identity_names_every_setting_that_is_heard() -> None:
    assert EspeakEngine().identity("ru+f3").startswith("espeak-ng s")
