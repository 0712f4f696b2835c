"""Reading WAV files of any usual kind as one channel of 16-bit samples.

The standard library's `wave` knows neither the extensible format, which most programs write for
24 bits, nor A-law and µ-law, which most telephone systems export; so the chunks are read here.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from ringtree.explained import Explained
from ringtree.media.g711 import decode_a, decode_u

_PCM, _FLOAT, _A_LAW, _U_LAW, _EXTENSIBLE = 0x0001, 0x0003, 0x0006, 0x0007, 0xFFFE
LOWEST_RATE, HIGHEST_RATE = 6_000, 192_000  # Hz


class BadSound(Explained):
    """A file that cannot be played to a caller, and why."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of 16-bit samples at `rate` Hz."""

    rate: int
    samples: array[int]

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return len(self.samples) / self.rate


@dataclass(frozen=True, slots=True)
class _Format:
    code: int
    channels: int
    rate: int
    bits: int


def read_wav(data: bytes) -> Sound:
    """Read a WAV file: mono or stereo; PCM of 8 to 32 bits, floats, A-law or µ-law.

    A header that promises more than there is (a stream whose length nobody knew, a file cut
    short) is read as far as it goes.

    Raises:
        BadSound: it is something else, is empty, or has a rate nobody records at.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise BadSound("this is not a WAV file", "это не файл WAV")
    chunks = _chunks(data)
    if b"fmt " not in chunks or b"data" not in chunks:
        raise BadSound("the WAV file has no sound in it", "в файле WAV нет звука")
    layout = _format(chunks[b"fmt "])
    samples = _mono(_decode(layout, chunks[b"data"]), layout.channels)
    if not samples:
        raise BadSound("the WAV file has no sound in it", "в файле WAV нет звука")
    return Sound(layout.rate, samples)


def is_readable(data: bytes) -> bool:
    """Whether `read_wav` knows the coding of a WAV file, by a look at its header alone."""
    at = 12
    while at + 24 <= len(data) and data[at : at + 4] != b"data":
        (size,) = struct.unpack_from("<I", data, at + 4)
        if data[at : at + 4] == b"fmt ":
            code, channels = struct.unpack_from("<HH", data, at + 8)
            if code == _EXTENSIBLE and len(data) >= at + 34:
                (code,) = struct.unpack_from("<H", data, at + 32)
            (bits,) = struct.unpack_from("<H", data, at + 22)
            return channels in (1, 2) and (code, bits) in _DECODERS
        at += 8 + size + (size & 1)
    return True  # there is no coding to know: reading it says what is wrong


def wav_of(samples: bytes, rate: int) -> bytes:
    """A WAV file of 16-bit mono samples."""
    layout = struct.pack("<4sIHHIIHH", b"fmt ", 16, _PCM, 1, rate, 2 * rate, 2, 16)
    data = struct.pack("<4sI", b"data", len(samples)) + samples
    return b"RIFF" + struct.pack("<I", 4 + len(layout) + len(data)) + b"WAVE" + layout + data


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """The file's chunks; the first of a kind counts, as players do."""
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data) and b"data" not in found:
        name, size = struct.unpack_from("<4sI", data, at)
        found.setdefault(name, data[at + 8 : at + 8 + size])
        at += 8 + size + (size & 1)
    return found


def _format(chunk: bytes) -> _Format:
    if len(chunk) < 16:
        raise BadSound("the WAV file's header is cut short", "заголовок файла WAV обрезан")
    code, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunk)
    if code == _EXTENSIBLE and len(chunk) >= 26:
        (code,) = struct.unpack_from("<H", chunk, 24)
    if channels not in (1, 2):
        raise BadSound(
            f"the file has {channels} channels; it must be mono or stereo",
            f"каналов в файле {channels}, а нужно моно или стерео",
        )
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise BadSound(
            f"the sample rate of {rate} Hz is not {LOWEST_RATE} to {HIGHEST_RATE}",
            f"частота {rate} Гц не от {LOWEST_RATE} до {HIGHEST_RATE}",
        )
    return _Format(code, channels, rate, bits)


def _decode(layout: _Format, data: bytes) -> array[int]:
    decode = _DECODERS.get((layout.code, layout.bits))
    if decode is None:
        raise BadSound(
            f"the WAV coding {layout.code} with {layout.bits} bits is not known;"
            " save it as PCM, 16 bits",
            f"кодирование WAV {layout.code}, {layout.bits} бит, не поддерживается;"
            " сохраните файл как PCM, 16 бит",
        )
    whole = len(data) // (layout.bits // 8 * layout.channels) * (layout.bits // 8 * layout.channels)
    return decode(data[:whole])


def _pcm_8(data: bytes) -> array[int]:
    return array("h", ((octet - 128) << 8 for octet in data))


def _pcm_16(data: bytes) -> array[int]:
    return array("h", data)


def _upper_16(width: int) -> Callable[[bytes], array[int]]:
    """A decoder of wider PCM that keeps the upper 16 bits: more than a telephone can carry."""

    def decode(data: bytes) -> array[int]:
        upper = bytearray(len(data) // width * 2)
        upper[0::2], upper[1::2] = data[width - 2 :: width], data[width - 1 :: width]
        return array("h", bytes(upper))

    return decode


def _float(typecode: Literal["f", "d"]) -> Callable[[bytes], array[int]]:
    """A decoder of samples from -1 to 1."""

    def decode(data: bytes) -> array[int]:
        return array("h", map(_from_unit, array(typecode, data)))

    return decode


def _from_unit(value: float) -> int:
    # A hostile file holds infinities and not-a-numbers; only the latter differ from themselves.
    return int(32767 * min(1.0, max(-1.0, value))) if value == value else 0


_DECODERS: Mapping[tuple[int, int], Callable[[bytes], array[int]]] = {
    (_PCM, 8): _pcm_8,
    (_PCM, 16): _pcm_16,
    (_PCM, 24): _upper_16(3),
    (_PCM, 32): _upper_16(4),
    (_FLOAT, 32): _float("f"),
    (_FLOAT, 64): _float("d"),
    (_A_LAW, 8): decode_a,
    (_U_LAW, 8): decode_u,
}


def _mono(samples: array[int], channels: int) -> array[int]:
    if channels == 1:
        return samples
    pairs = zip(samples[0::2], samples[1::2], strict=True)
    return array("h", ((left + right) >> 1 for left, right in pairs))
