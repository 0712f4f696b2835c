"""Speech or not."""

from __future__ import annotations

import math
import random
from array import array

from ringtree.calls.loudness import RATE, spoken_tenths


def tone(level: float, seconds: float = 0.2, hz: int = 300, offset: int = 0) -> bytes:
    """A tone, `level` dB below full scale."""
    peak = 32767 * 10 ** (level / 20)
    wave = (
        round(peak * math.sin(2 * math.pi * hz * at / RATE)) + offset
        for at in range(round(seconds * RATE))
    )
    return array("h", wave).tobytes()


def test_a_low_voice_is_speech_and_silence_is_none() -> None:
    assert spoken_tenths(tone(-30)) == [True, True]
    assert spoken_tenths(bytes(2 * 1600)) == [False, False]


def test_the_noise_of_an_office_is_no_speech() -> None:
    noise = random.Random(1)
    hiss = array("h", (round(noise.gauss(0, 60)) for _ in range(RATE))).tobytes()
    assert not any(spoken_tenths(hiss))


def test_a_constant_is_no_sound() -> None:
    assert spoken_tenths(tone(-90, offset=2000)) == [False, False]


def test_each_tenth_is_told_apart_and_what_is_not_whole_is_left() -> None:
    silence = bytes(2 * 800)
    assert spoken_tenths(silence + tone(-20, 0.1) + silence + b"\0" * 801) == [False, True, False]
    assert spoken_tenths(b"") == []
