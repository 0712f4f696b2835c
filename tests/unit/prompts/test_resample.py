from __future__ import annotations

import math
import time

import pytest

from ringtree.prompts.resample import to_telephone_rate
from tests.unit.prompts.sounds import sine, strength

RATES = [6_000, 8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000]


def _decibels(frequency: float, rate: int, *, heard_at: float | None = None) -> float:
    """Level of a tone after conversion against before."""
    out = to_telephone_rate(sine(frequency, rate=rate, seconds=0.3), rate)
    middle = out[400:2000]  # whole periods of every multiple of 5 Hz
    return 20 * math.log10(strength(middle, heard_at or frequency) / 10_000 + 1e-9)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("frequency", [300, 1000, 2000])
def test_the_telephone_band_keeps_its_level(rate: int, frequency: float) -> None:
    assert abs(_decibels(frequency, rate)) < 0.2


@pytest.mark.parametrize("rate", [rate for rate in RATES if rate > 8_000])
def test_the_band_reaches_3400_hz(rate: int) -> None:
    assert _decibels(3_400, rate) > -1.5


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("frequency", [5_000, 6_000, 7_000])
def test_what_lies_above_does_not_fold_into_the_band(rate: int, frequency: float) -> None:
    assert _decibels(frequency, rate, heard_at=8_000 - frequency) < -45


@pytest.mark.parametrize("frequency", [13_000, 17_000, 21_000])
def test_halving_does_not_fold_either(frequency: float) -> None:
    folded = abs(24_000 - frequency)
    heard_at = folded if folded < 4_000 else 8_000 - folded
    assert _decibels(frequency, 48_000, heard_at=heard_at) < -40


@pytest.mark.parametrize("rate", [*RATES, 44_099, 7_999])
def test_length_and_place_are_kept(rate: int) -> None:
    """A click in the middle is a click in the middle: nothing is delayed."""
    samples = [0.0] * rate
    for at in range(rate // 2 - rate // 500, rate // 2 + rate // 500):
        samples[at] = 1000.0
    out = to_telephone_rate(samples, rate)
    assert abs(len(out) - 8_000) <= 1
    centre = sum(at * abs(value) for at, value in enumerate(out)) / sum(map(abs, out))
    assert abs(centre - 4_000) < 2


def test_nothing_becomes_nothing() -> None:
    assert len(to_telephone_rate([], 22_050)) == 0
    assert len(to_telephone_rate([], 48_000)) == 0


def test_five_seconds_of_speech_take_less_than_a_second() -> None:
    samples = sine(500, rate=22_050, seconds=5)
    started = time.process_time()
    to_telephone_rate(samples, 22_050)
    assert time.process_time() - started < 1.0
