from __future__ import annotations

import math
from array import array
from itertools import pairwise

import pytest

from ringtree.media.g711 import decode_a
from ringtree.prompts.music import LEVEL, compose, music_file
from tests.unit.prompts.sounds import level, strength


@pytest.fixture(scope="module")
def music() -> array[int]:
    return decode_a(music_file().read_bytes())


def test_what_is_shipped_is_what_the_code_composes() -> None:
    assert music_file().read_bytes() == compose()


def test_it_is_48_seconds_in_whole_packets_and_small_enough_to_ship(music: array[int]) -> None:
    assert len(music) == 48 * 8_000
    assert len(music) % 160 == 0
    assert music_file().stat().st_size < 400_000


def test_its_level_is_comfortable_and_nothing_is_clipped(music: array[int]) -> None:
    assert level(music) == pytest.approx(LEVEL, abs=0.1)
    assert max(map(abs, music)) < 0.6 * 32768
    assert abs(sum(music) / len(music)) < 8


def test_it_is_never_silent_and_never_sudden(music: array[int]) -> None:
    """A silence would sound like a lost call, and a line's silence detection would make one."""
    levels = [level(music[at : at + 1_600]) for at in range(0, len(music), 1_600)]
    assert min(levels) > -35
    assert max(levels) < -13


def test_the_loop_joins_without_a_click(music: array[int]) -> None:
    """The end meets the beginning as gently as any bar meets the next."""
    joins = [_steepest(music[at - 20 : at + 20]) for at in range(24_000, len(music), 24_000)]
    assert _steepest(music[-20:] + music[:20]) <= max(joins)


def _steepest(samples: array[int]) -> int:
    return max(abs(after - before) for before, after in pairwise(samples))


def test_it_lives_in_the_band_a_telephone_carries(music: array[int]) -> None:
    """By steps of 20 Hz over one bar: at least 85 % of the power lies in 300 to 3400 Hz."""
    bar = music[:24_000]
    powers = {hertz: strength(bar, hertz) ** 2 for hertz in range(60, 4_000, 20)}
    inside = sum(power for hertz, power in powers.items() if 300 <= hertz <= 3_400)
    assert inside > 0.85 * sum(powers.values())


def test_it_is_in_tune(music: array[int]) -> None:
    """The first bar's A (440 Hz) stands out of its neighbours a quarter-tone away."""
    bar = music[:24_000]
    aside = max(strength(bar, 440 * 2 ** (cents / 1200)) for cents in (-50, 50))
    assert 20 * math.log10(strength(bar, 440) / aside) > 10
