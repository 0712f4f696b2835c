"""What a file is, whatever it is called."""

from __future__ import annotations

import struct

import pytest

from ringtree.prompts.formats import CutShort, UnknownFormat, format_of
from tests.unit.prompts.sounds import raw_wav, sine, wav

WAV = wav(sine(440, seconds=0.05))


def ogg_page(*segments: int) -> bytes:
    head = b"OggS" + bytes(22) + bytes([len(segments)]) + bytes(segments)
    return head + bytes(sum(segments))


@pytest.mark.parametrize(
    ("data", "demuxer"),
    [
        (ogg_page(30) + ogg_page(255, 10), "ogg"),
        (b"fLaC" + bytes(40), "flac"),
        (b"\0\0\0\x20ftypM4A " + bytes(40), "mov"),
        (b"\x1aE\xdf\xa3" + bytes(40), "matroska"),
        (b"ID3\x04" + bytes(40), "mp3"),
        (b"\xff\xfb\x90\x64" + bytes(40), "mp3"),
        (raw_wav(2, 4, bytes(60)), "wav"),
        (raw_wav(1, 16, bytes(60), channels=6), "wav"),
    ],
)
def test_ffmpeg_is_told_what_it_gets(data: bytes, demuxer: str) -> None:
    kind = format_of(data)
    assert kind is not None and kind.demuxer == demuxer


@pytest.mark.parametrize("data", [WAV, raw_wav(7, 8, bytes(60)), b"RIFF\0\0\0\0WAVE"])
def test_a_usual_wav_needs_no_ffmpeg(data: bytes) -> None:
    assert format_of(data) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"#EXTM3U\nhttp://127.0.0.1/x.mp3\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"[playlist]\nFile1=file:///etc/passwd\n",
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"\x7fELF" + bytes(40),
        b"<?xml version='1.0'?><MPD/>",
        b"\xff\xff\xff\xff",
        b"\xff\xfb",
        bytes(100),
    ],
)
def test_anything_else_is_refused_with_what_is_taken(data: bytes) -> None:
    with pytest.raises(UnknownFormat, match="WAV, MP3, Ogg, M4A, FLAC, WebM are taken"):
        format_of(data)


@pytest.mark.parametrize(
    "data",
    [WAV[:-10], WAV[:44], ogg_page(200)[:-1], ogg_page(30) + ogg_page(30)[:20], b"OggS"],
)
def test_a_missing_end_is_seen(data: bytes) -> None:
    with pytest.raises(CutShort):
        format_of(data)


@pytest.mark.parametrize("size", [0x7FFFEFFC, 0xFFFFFFFF])
def test_a_wav_whose_writer_did_not_know_its_length_is_whole(size: int) -> None:
    file = bytearray(WAV)
    struct.pack_into("<I", file, 40, size)
    assert format_of(bytes(file)) is None
