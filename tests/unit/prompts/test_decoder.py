from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from ringtree.prompts.decoder import as_wav
from ringtree.prompts.formats import CutShort
from ringtree.prompts.wav import BadSound, read_wav
from tests.unit.prompts.sounds import sine, wav

FLAC = b"fLaC" + bytes(40)
SECOND = bytes(range(1, 161)) * 100


@pytest.fixture
def ffmpeg(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A stand-in that answers as told and shows how it was called."""

    def answer(stdout: bytes = SECOND, stderr: bytes = b"", status: int = 0) -> list[str]:
        command: list[str] = []

        def run(given: Any, **options: Any) -> subprocess.CompletedProcess[bytes]:
            command.extend(given)
            assert options["stdin"].read() == FLAC
            return subprocess.CompletedProcess(given, status, stdout, stderr)

        monkeypatch.setattr(subprocess, "run", run)
        return command

    return answer


def test_a_wav_that_can_be_read_is_left_alone() -> None:
    sound = wav(sine(700))
    assert as_wav(sound) == sound


def test_what_ffmpeg_decodes_becomes_a_wav(ffmpeg: Callable[..., list[str]]) -> None:
    ffmpeg(stderr=b"  Duration: 00:00:01.00, start: 0.0")
    sound = read_wav(as_wav(FLAC))
    assert (sound.rate, sound.seconds) == (8_000, 1.0)


def test_ffmpeg_reads_one_format_from_one_file(ffmpeg: Callable[..., list[str]]) -> None:
    command = ffmpeg()
    as_wav(FLAC)
    before_input = command[: command.index("-i")]
    for option, value in (("-protocol_whitelist", "file,pipe"), ("-f", "flac")):
        assert before_input[before_input.index(option) + 1] == value
    assert command[command.index("-i") + 1] == "file:/proc/self/fd/0"
    assert command[-1] == "pipe:1"


def test_less_than_promised_is_cut_short(ffmpeg: Callable[..., list[str]]) -> None:
    ffmpeg(stderr=b"  Duration: 00:00:02.00, start: 0.0")
    with pytest.raises(CutShort):
        as_wav(FLAC)


@pytest.mark.parametrize(
    ("stdout", "stderr", "status", "words"),
    [
        (b"", b"x\nfile:/proc/self/fd/0: Invalid data\n", 1, r"FLAC file cannot .*: Invalid data$"),
        (b"", b"", 1, "it gave no reason"),
        (b"", b"", 0, "there is no sound in it"),
        (bytes(16_000 * 601), b"", 0, "longer than 600 s"),
    ],
)
def test_refusals_say_why(
    ffmpeg: Callable[..., list[str]], stdout: bytes, stderr: bytes, status: int, words: str
) -> None:
    ffmpeg(stdout, stderr, status)
    with pytest.raises(BadSound, match=words):
        as_wav(FLAC)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(), "apt-get install ffmpeg"),
        (subprocess.TimeoutExpired("ffmpeg", 90), "took longer than 90 s"),
    ],
)
def test_a_missing_or_hanging_ffmpeg_is_said(
    monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def run(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(BadSound, match=words):
        as_wav(FLAC)
