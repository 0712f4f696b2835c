from __future__ import annotations

import struct
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.media.g711 import encode_a, encode_u
from ringtree.prompts.wav import BadSound, is_readable, read_wav, wav_of
from tests.unit.prompts.sounds import raw_wav, sine, wav

TONE = sine(440, seconds=0.05)


def test_16_bits_are_read_as_they_are() -> None:
    sound = read_wav(wav(TONE, rate=22_050))
    assert sound.rate == 22_050
    assert sound.samples == TONE


def test_stereo_becomes_the_mean_of_both() -> None:
    both = array("h")
    for sample in TONE:
        both.extend((sample, -sample + 100))
    assert set(read_wav(wav(both, channels=2)).samples) == {50}


@pytest.mark.parametrize(
    ("code", "bits", "data"),
    [
        (1, 8, bytes((sample >> 8) + 128 for sample in TONE)),
        (1, 24, b"".join(struct.pack("<i", sample << 8)[:3] for sample in TONE)),
        (1, 32, array("i", (sample << 16 for sample in TONE)).tobytes()),
        (3, 32, array("f", (sample / 32768 for sample in TONE)).tobytes()),
        (3, 64, array("d", (sample / 32768 for sample in TONE)).tobytes()),
        (6, 8, encode_a(TONE)),
        (7, 8, encode_u(TONE)),
    ],
    ids=["pcm8", "pcm24", "pcm32", "float", "double", "a-law", "µ-law"],
)
def test_other_codings_are_read(code: int, bits: int, data: bytes) -> None:
    sound = read_wav(raw_wav(code, bits, data))
    assert len(sound.samples) == len(TONE)
    assert max(abs(a - b) for a, b in zip(sound.samples, TONE, strict=True)) <= 256


def test_extensible_24_bit_files_are_read() -> None:
    guid = struct.pack("<H", 1) + bytes.fromhex("000000001000800000aa00389b71")
    layout = struct.pack("<HHIIHHHHI", 0xFFFE, 1, 8000, 24_000, 3, 24, 22, 24, 4) + guid
    data = b"".join(struct.pack("<i", sample << 8)[:3] for sample in TONE)
    chunks = b"fmt " + struct.pack("<I", len(layout)) + layout
    chunks += b"LIST" + struct.pack("<I", 3) + b"odd\0" + b"data" + struct.pack("<I", len(data))
    file = b"RIFF" + struct.pack("<I", 0) + b"WAVE" + chunks + data
    assert read_wav(file).samples == TONE


def test_floats_beyond_full_scale_and_nan_do_no_harm() -> None:
    data = array("f", [2.0, -2.0, float("nan"), float("inf")]).tobytes()
    assert read_wav(raw_wav(3, 32, data)).samples == array("h", [32767, -32767, 0, 32767])


def test_a_stream_of_unknown_length_is_read_to_its_end() -> None:
    """espeak-ng cannot know the length when it writes the header."""
    file = bytearray(wav(TONE))
    struct.pack_into("<I", file, 40, 0x7FFFF000)
    assert read_wav(bytes(file)).samples == TONE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a WAV"),
        (b"ID3\x03" + bytes(100), "not a WAV"),
        (b"RIFF\x00\x00\x00\x00WAVE", "no sound"),
        (wav([]), "no sound"),
        (raw_wav(1, 16, bytes(60), channels=6), "6 channels"),
        (raw_wav(1, 16, bytes(60), channels=0), "0 channels"),
        (raw_wav(1, 16, bytes(60), rate=100), "rate of 100"),
        (raw_wav(1, 16, bytes(60), rate=0), "rate of 0"),
        (raw_wav(2, 4, bytes(60)), "coding 2 with 4 bits"),
        (raw_wav(1, 0, bytes(60)), "with 0 bits"),
        (raw_wav(1, 16, b"\x01"), "no sound"),
    ],
)
def test_anything_else_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(BadSound, match=words):
        read_wav(data)


@given(st.data())
def test_no_damage_to_a_file_raises_anything_but_a_refusal(data: st.DataObject) -> None:
    file = bytearray(wav(TONE))
    for _ in range(data.draw(st.integers(1, 6))):
        file[data.draw(st.integers(0, 60))] = data.draw(st.integers(0, 255))
    try:
        read_wav(bytes(file[: data.draw(st.integers(0, len(file)))]))
    except BadSound:
        pass


def test_what_is_readable_is_told_by_the_header_alone() -> None:
    assert is_readable(wav(TONE)) and is_readable(raw_wav(6, 8, encode_a(TONE)))
    assert not is_readable(raw_wav(2, 4, bytes(60)))
    assert not is_readable(raw_wav(1, 16, bytes(60), channels=6))


def test_samples_get_a_header() -> None:
    sound = read_wav(wav_of(TONE.tobytes(), 8_000))
    assert (sound.rate, sound.samples) == (8_000, TONE)
