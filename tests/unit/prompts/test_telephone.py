from __future__ import annotations

import io
import os
import resource
import sys
from array import array

import pytest

from ringtree.media.g711 import decode_a
from ringtree.prompts import telephone
from ringtree.prompts.loudness import TARGET
from ringtree.prompts.telephone import Kind, main, refusal_of, to_telephone
from ringtree.prompts.wav import BadSound
from tests.unit.prompts.sounds import level, sine, strength, wav


def test_a_tone_of_any_rate_is_heard_at_telephone_level() -> None:
    samples = decode_a(to_telephone(wav(sine(700, rate=22_050), rate=22_050), Kind.RECORDING))
    assert len(samples) == 4_000
    assert abs(level(samples) - TARGET) < 0.3
    assert strength(samples, 700) > 20 * strength(samples, 1_400)


def test_a_recording_keeps_its_length_and_speech_loses_its_silence() -> None:
    sound = wav(array("h", bytes(16_000)) + sine(700) + array("h", bytes(16_000)))
    assert len(to_telephone(sound, Kind.RECORDING)) == 20_000
    assert len(to_telephone(sound, Kind.SPEECH)) < 6_000


def test_too_long_a_sound_is_refused_before_it_is_converted() -> None:
    hours = wav(array("h", bytes(2 * 6_000 * 601)), rate=6_000)
    with pytest.raises(BadSound, match="lasts 601 s; at most 600 s"):
        to_telephone(hours, Kind.RECORDING)


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telephone, "LARGEST_FILE", 1_000)
    with pytest.raises(BadSound, match="larger than"):
        to_telephone(wav(sine(700)), Kind.RECORDING)


class _Stream:
    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The program limits itself, which would limit the tests."""
    limited: list[int] = []
    monkeypatch.setattr(os, "nice", lambda _: 0)
    monkeypatch.setattr(resource, "setrlimit", lambda what, _: limited.append(what))
    monkeypatch.setattr(sys, "argv", ["telephone", "speech"])
    return limited


def test_the_program_converts_its_input_under_limits(
    monkeypatch: pytest.MonkeyPatch, limits: list[int]
) -> None:
    given, taken = _Stream(wav(sine(700))), _Stream()
    monkeypatch.setattr(sys, "stdin", given)
    monkeypatch.setattr(sys, "stdout", taken)
    assert main() == 0
    assert len(taken.buffer.getvalue()) > 4_000
    assert {resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE} <= set(limits)


def test_the_program_says_why_it_refuses(
    monkeypatch: pytest.MonkeyPatch, limits: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", _Stream(b"MZ"))
    assert main() == 3
    refusal = refusal_of(capsys.readouterr().err)
    assert refusal.words("en") == "this is not a WAV file"
    assert refusal.words("ru") == "это не файл WAV"
    assert refusal_of("Killed").words("en") == "Killed"
