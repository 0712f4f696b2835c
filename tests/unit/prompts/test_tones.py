from __future__ import annotations

import pytest

from ringtree.media.g711 import decode_a
from ringtree.prompts.tones import TONES, ToneName, beep, busy, ringback, tone_file
from tests.unit.prompts.sounds import level, strength


@pytest.mark.parametrize("name", TONES)
def test_what_is_shipped_is_what_the_code_composes(name: ToneName) -> None:
    assert tone_file(name).read_bytes() == TONES[name]()


def test_ringback_is_one_second_of_425_hz_in_five() -> None:
    samples = decode_a(ringback())
    assert len(samples) == 40_000
    assert strength(samples[:8_000], 425) > 4_000
    assert strength(samples[:8_000], 425) > 50 * strength(samples[:8_000], 850)
    assert set(samples[8_000:]) == {8}


def test_busy_is_on_and_off_alike() -> None:
    samples = decode_a(busy())
    half = len(samples) // 2
    assert strength(samples[:half], 425) > 4_000
    assert set(samples[half:]) == {8}


def test_the_beep_is_another_tone() -> None:
    samples = decode_a(beep())
    assert strength(samples[:2_400], 1_000) > 4_000


@pytest.mark.parametrize("name", TONES)
def test_tones_are_whole_packets(name: ToneName) -> None:
    assert len(tone_file(name).read_bytes()) % 160 == 0


@pytest.mark.parametrize("name", ["ringback", "busy", "beep"])
def test_tones_have_a_usual_level(name: ToneName) -> None:
    octets = tone_file(name).read_bytes()
    sounding = decode_a(octets[:2_400])
    assert -20 < level(sounding) < -18
