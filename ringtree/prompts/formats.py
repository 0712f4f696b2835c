"""What kind of recording a file is, told by its content: names and promises are not believed."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ringtree.prompts.wav import BadSound, is_readable

#: What a person may upload, for messages and help.
TAKEN = "WAV, MP3, Ogg, M4A, FLAC, WebM"
_UNKNOWN_LENGTH = 0x7F000000  # octets; a writer who cannot know promises two gigabytes or more
_OGG_HEADER = 27  # octets before an Ogg page's segment table [RFC 3533 §6]


class UnknownFormat(BadSound):
    """Neither of the usual formats."""

    def __init__(self) -> None:
        super().__init__(
            f"this is not a recording that can be read: {TAKEN} are taken",
            f"такую запись прочитать нельзя; принимаются {TAKEN}",
        )


class CutShort(BadSound):
    """A file whose end is missing."""

    def __init__(self) -> None:
        super().__init__(
            "the file is cut short: its end is missing", "файл обрезан: у него нет конца"
        )


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what people call it, and the one reader that ffmpeg may use for it."""

    name: str
    demuxer: str


_WAV = Format("WAV", "wav")
_MP3 = Format("MP3", "mp3")
_OGG = Format("Ogg", "ogg")
_M4A = Format("M4A", "mov")
_FLAC = Format("FLAC", "flac")
_WEBM = Format("WebM", "matroska")  # what browsers record


def format_of(data: bytes) -> Format | None:
    """What has to be decoded by ffmpeg; None for a WAV file that `ringtree.prompts.wav` reads.

    Raises:
        UnknownFormat: it is something else, such as a playlist, a picture or a program.
        CutShort: its end is missing, as far as the format lets one see.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        _check_wav(data)
        return None if is_readable(data) else _WAV
    if data[:4] == b"OggS":
        _check_ogg(data)
        return _OGG
    if data[:4] == b"fLaC":
        return _FLAC
    if data[:4] == b"\x1aE\xdf\xa3":
        return _WEBM
    if data[4:8] == b"ftyp":
        return _M4A
    if data[:3] == b"ID3" or _is_mpeg_audio(data):
        return _MP3
    raise UnknownFormat


def _check_wav(data: bytes) -> None:
    """Walk to the samples: is there as much as their header promises?"""
    at = 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        if name == b"data":
            if size < _UNKNOWN_LENGTH and at + 8 + size > len(data):
                raise CutShort
            return
        at += 8 + size + (size & 1)


def _check_ogg(data: bytes) -> None:
    """The last page must be whole: each tells by its segment table how long it is."""
    page = data[data.rfind(b"OggS") :]
    table = page[_OGG_HEADER : _OGG_HEADER + page[_OGG_HEADER - 1]] if len(page) > 26 else b""
    if len(page) < _OGG_HEADER or len(page) < _OGG_HEADER + page[26] + sum(table):
        raise CutShort


def _is_mpeg_audio(data: bytes) -> bool:
    """Whether it starts with an MPEG audio frame header: layer II or III, no reserved values."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0:
        return False
    version, layer = data[1] >> 3 & 3, data[1] >> 1 & 3
    bitrate, rate = data[2] >> 4, data[2] >> 2 & 3
    return version != 1 and layer in (1, 2) and bitrate not in (0, 15) and rate != 3
