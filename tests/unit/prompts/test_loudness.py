from __future__ import annotations

import math
from array import array

import pytest

from ringtree.prompts.loudness import TARGET, active_level, high_passed, levelled, trimmed
from tests.unit.prompts.sounds import level, sine, strength

SILENCE = array("d", bytes(8 * 8_000))


def _tone(amplitude: float, seconds: float = 1.0) -> array[float]:
    return array("d", sine(500, amplitude=amplitude, seconds=seconds))


@pytest.mark.parametrize("amplitude", [300, 3_000, 30_000])
def test_any_recording_comes_out_at_the_same_level(amplitude: float) -> None:
    assert abs(level(levelled(_tone(amplitude))) - TARGET) < 0.2


def test_pauses_do_not_make_a_text_louder() -> None:
    spoken = _tone(3_000)
    assert abs(active_level(spoken + SILENCE + SILENCE) - active_level(spoken)) < 0.1
    assert abs(active_level(spoken) - 20 * math.log10(3_000 / math.sqrt(2) / 32768)) < 0.1


def test_noise_is_not_raised_into_a_roar() -> None:
    assert level(levelled(_tone(4))) < -40


def test_silence_stays_silence() -> None:
    assert set(levelled(SILENCE)) == {0}
    assert active_level(SILENCE) == -math.inf
    assert levelled(array("d")) == array("h")


def test_peaks_are_bent_and_never_wrap() -> None:
    """Twenty clicks of full scale over soft speech: raised by 20 dB they would wrap around."""
    sound = _tone(300)
    for at in range(0, 8_000, 400):
        sound[at] = 32_000.0
        sound[at + 100] = -32_000.0
    out = levelled(sound, target=-14.0)
    assert max(out) <= 0.96 * 32768 and min(out) >= -0.96 * 32768
    assert out[400] > 16_000 and out[500] < -16_000


def test_rumble_goes_and_the_voice_stays() -> None:
    rumble = high_passed(array("d", sine(50, seconds=1)))
    voice = high_passed(array("d", sine(500, seconds=1)))
    assert strength(rumble[4_000:], 50) < 10_000 * 0.08
    assert strength(voice[4_000:], 500) > 10_000 * 0.97


def test_trimming_leaves_a_breath_on_either_side() -> None:
    out = trimmed(SILENCE + _tone(5_000) + SILENCE)
    assert abs(len(out) / 8_000 - (1.0 + 0.04 + 0.125)) < 0.01
    assert not any(out[:300]) and not any(out[-950:])


def test_trimming_adds_the_breath_that_is_missing() -> None:
    assert len(trimmed(_tone(5_000))) > 8_000 + 900
    assert trimmed(SILENCE) == SILENCE
    assert trimmed(array("d")) == array("d")
