from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.prompts.festival import FestivalEngine
from ringtree.prompts.speech import SpeechFailed, SpeechUnavailable
from ringtree.prompts.wav import read_wav, wav_of

VOICE = "msu_ru_nsh_clunits"


def program(folder: Path, script: str) -> str:
    """A stand-in for text2wave."""
    path = folder / "text2wave"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_it_speaks_russian_only() -> None:
    engine = FestivalEngine()
    assert engine.voices("ru") == (VOICE,) and engine.voices("en") == ()
    assert engine.name == "festival" and VOICE in engine.identity(VOICE)


async def test_the_text_is_data_and_never_scheme(tmp_path: Path) -> None:
    engine = FestivalEngine(program(tmp_path, f'echo "$@" >{tmp_path}/said; cat >>{tmp_path}/said'))
    with pytest.raises(SpeechFailed):
        await engine.speak('(system "rm") ∞ за\u0301мок «Ё»', "ru", VOICE)
    assert (tmp_path / "said").read_text() == f"-eval (voice_{VOICE})\nsystem rm замок Ё"


async def test_the_header_is_put_right_that_a_pipe_left_at_0(tmp_path: Path) -> None:
    (tmp_path / "wav").write_bytes(wav_of(b"", 16_000) + b"\1\0\2\0")
    engine = FestivalEngine(program(tmp_path, f"cat {tmp_path}/wav"))
    sound = read_wav(await engine.speak("привет", "ru", VOICE))
    assert (sound.rate, list(sound.samples)) == (16_000, [1, 2])


async def test_silence_is_a_failure_that_names_the_package(tmp_path: Path) -> None:
    with pytest.raises(SpeechFailed, match="festvox-ru"):
        await FestivalEngine(program(tmp_path, "exit 0")).speak("привет", "ru", VOICE)


async def test_a_missing_engine_says_what_to_install() -> None:
    with pytest.raises(SpeechUnavailable, match="apt-get install festival festvox-ru"):
        await FestivalEngine("/nowhere/text2wave").speak("привет", "ru", VOICE)


async def test_a_hanging_engine_is_given_up(tmp_path: Path) -> None:
    engine = FestivalEngine(program(tmp_path, "exec sleep 60"), time_limit=0.1)
    with pytest.raises(SpeechFailed, match="took longer"):
        await engine.speak("привет", "ru", VOICE)
