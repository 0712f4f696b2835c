"""Ears: tones, and known sounds wherever and however they are heard."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np
import pytest

from ringtree.demo.listening import (
    RATE,
    Samples,
    find,
    find_in_loop,
    find_in_parts,
    find_tone,
    is_silent,
    level_of,
    read_alaw,
    tone,
)
from ringtree.media.g711 import decode_a, encode_a


def speech(seconds: float, seed: int) -> Samples:
    """Noise whose loudness changes like syllables: as unlike other speech as speech is."""
    count = round(seconds * RATE)
    noise = np.random.default_rng(seed).normal(0, 2500, count)
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(count) / RATE + seed)
    return np.round(noise * syllables).astype(np.int16)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), dtype=np.int16)


def over_the_line(pcm: Samples) -> Samples:
    """What a phone hears of it: A-law and back."""
    return np.array(decode_a(encode_a(array("h", pcm.tolist()))), dtype=np.int16)


GREETING = speech(3.0, 1)
OTHER = speech(3.0, 2)


def test_a_tone_is_found_with_its_frequency_level_and_purity() -> None:
    heard = find_tone(over_the_line(tone(440, 1.0, level=-10)))
    assert heard.hz == pytest.approx(440, abs=1)
    assert heard.level == pytest.approx(-10, abs=0.2)
    assert heard.purity > 0.99
    assert heard.is_about(440)
    assert not heard.is_about(1000)


def test_a_tone_too_quiet_or_mixed_with_another_is_not_the_tone() -> None:
    assert not find_tone(tone(440, 1.0, level=-50)).is_about(440)
    mixed = (tone(440, 1.0) // 2 + tone(1000, 1.0) // 2).astype(np.int16)
    assert not find_tone(mixed).is_about(440)


def test_speech_is_no_tone() -> None:
    assert find_tone(GREETING).purity < 0.5


def test_silence_and_nothing_have_no_tone() -> None:
    assert find_tone(silence(1.0)).purity == 0.0
    assert find_tone(silence(0.0)).purity == 0.0
    assert is_silent(silence(0.0))
    assert level_of(silence(1.0)) == -100.0


def test_idle_noise_of_a_line_is_silence() -> None:
    assert is_silent(over_the_line(silence(1.0)))


def test_a_sound_is_found_where_it_begins() -> None:
    recording = np.concatenate([silence(0.7), over_the_line(GREETING), silence(1.0)])
    match = find(GREETING, recording)
    assert match.offset == pytest.approx(0.7, abs=0.001)
    assert match.correlation > 0.99


def test_level_does_not_matter() -> None:
    quiet = over_the_line((GREETING * 0.1).astype(np.int16))
    assert find(GREETING, quiet).correlation > 0.99


def test_a_cut_beginning_gives_a_negative_offset() -> None:
    match = find(GREETING, GREETING[round(0.8 * RATE) :])
    assert match.offset == pytest.approx(-0.8, abs=0.001)
    assert match.correlation > 0.99


def test_a_cut_end_is_found_too() -> None:
    recording = np.concatenate([silence(0.5), GREETING[: 2 * RATE]])
    match = find(GREETING, recording)
    assert match.offset == pytest.approx(0.5, abs=0.001)
    assert match.correlation > 0.99


def test_another_sound_silence_and_nothing_are_not_it() -> None:
    assert find(GREETING, OTHER).correlation < 0.3
    assert find(GREETING, silence(5.0)).correlation == 0.0
    assert find(GREETING, silence(0.0)).correlation == 0.0
    assert find(silence(0.0), GREETING).correlation == 0.0


def test_lost_packets_do_not_hide_a_sound_sought_in_parts() -> None:
    packet = 160
    lossy = np.concatenate([GREETING[: 50 * packet], GREETING[51 * packet :]])
    recording = np.concatenate([silence(0.2), lossy, silence(0.2)])
    assert find(GREETING, recording).correlation < 0.75
    match = find_in_parts(GREETING, recording)
    assert match.correlation > 0.8
    assert match.offset == pytest.approx(0.2, abs=0.021)


def test_a_sound_in_parts_is_not_found_in_another() -> None:
    assert find_in_parts(GREETING, OTHER).correlation < 0.3
    assert find_in_parts(silence(1.0), OTHER).correlation == 0.0


def test_a_piece_of_a_loop_is_found_across_its_seam() -> None:
    piece = np.concatenate([GREETING[-RATE // 2 :], GREETING[: RATE // 2]])
    match = find_in_loop(piece, GREETING)
    assert match.offset == pytest.approx(2.5, abs=0.001)
    assert match.correlation > 0.99


def test_a_piece_longer_than_its_loop_is_found() -> None:
    assert find_in_loop(np.concatenate([GREETING, GREETING]), GREETING).correlation > 0.99


def test_silence_is_in_no_loop() -> None:
    assert find_in_loop(silence(1.0), GREETING).correlation == 0.0
    assert find_in_loop(GREETING, silence(0.0)).correlation == 0.0


def test_an_alaw_file_is_read_as_a_phone_hears_it(tmp_path: Path) -> None:
    path = tmp_path / "all.alaw"
    path.write_bytes(bytes(range(256)))
    assert read_alaw(path).tolist() == decode_a(bytes(range(256))).tolist()
