"""Piper, played by an executable of our own: its voices cannot be shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.prompts.piper import PiperEngine
from ringtree.prompts.speech import SpeechFailed, SpeechUnavailable
from ringtree.prompts.wav import read_wav

VOICE = "ru_RU-irina-medium"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (VOICE, "en_US-lessac-medium", "ru_RU-denis-medium"):
        (tmp_path / f"{name}.onnx").write_bytes(b"model")
        (tmp_path / f"{name}.onnx.json").write_text('{"audio": {"sample_rate": 22050}}')
    return tmp_path


def program(folder: Path, script: str) -> str:
    path = folder / "piper"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_the_voice_files_of_a_language_are_its_voices(folder: Path) -> None:
    engine = PiperEngine("piper", folder)
    assert engine.voices("ru") == ("ru_RU-denis-medium", VOICE)
    assert engine.voices("en") == ("en_US-lessac-medium",)
    (folder / "ru_RU-anna-high.onnx").write_bytes(b"new")
    assert engine.voices("ru")[0] == "ru_RU-anna-high"


def test_without_a_directory_it_has_no_voice() -> None:
    assert PiperEngine("piper", None).voices("ru") == ()


def test_another_file_under_the_same_name_is_another_voice(folder: Path) -> None:
    engine = PiperEngine("piper", folder)
    before = engine.identity(VOICE)
    (folder / f"{VOICE}.onnx").write_bytes(b"another model")
    assert engine.identity(VOICE) != before
    (folder / f"{VOICE}.onnx").unlink()
    assert engine.identity(VOICE) == f"piper {VOICE}"


async def test_the_samples_become_a_wav_of_the_voices_rate(folder: Path) -> None:
    engine = PiperEngine(program(folder, 'cat >/dev/null; printf "\\001\\000\\002\\000"'), folder)
    sound = read_wav(await engine.speak("привет", "ru", VOICE))
    assert (sound.rate, list(sound.samples)) == (22_050, [1, 2])


async def test_the_whole_text_is_one_line_of_standard_input(folder: Path) -> None:
    script = f'echo "$@" >{folder}/options; cat >{folder}/text; printf "\\001\\000"'
    await PiperEngine(program(folder, script), folder).speak("--help\nдва  слова", "ru", VOICE)
    assert (folder / "text").read_text() == "--help два слова\n"
    options = (folder / "options").read_text()
    assert options == f"--model {folder}/{VOICE}.onnx --output-raw\n"


@pytest.mark.parametrize("json", ["", "[]", '{"audio": {"sample_rate": 3}}', '{"audio": {}}'])
async def test_a_voice_without_a_sensible_description_is_refused(folder: Path, json: str) -> None:
    (folder / f"{VOICE}.onnx.json").write_text(json)
    with pytest.raises(SpeechFailed, match=r"irina-medium\.onnx\.json tells"):
        await PiperEngine(program(folder, "cat"), folder).speak("привет", "ru", VOICE)


async def test_silence_and_absence_are_failures(folder: Path) -> None:
    with pytest.raises(SpeechFailed, match="gave no sound"):
        await PiperEngine(program(folder, "exit 0"), folder).speak("привет", "ru", VOICE)
    with pytest.raises(SpeechUnavailable, match="piper_program"):
        await PiperEngine("/nowhere/piper", folder).speak("привет", "ru", VOICE)
