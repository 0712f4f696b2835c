"""A WAV file that can be heard whatever happens to its writer.

The header is rewritten after each second of sound that was appended: a process killed at any
moment leaves a valid file that lacks at most what was not yet written.
"""

from __future__ import annotations

import os
import struct

from ringtree.media.worker.samples import SAMPLE_RATE

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_SAMPLE_BYTES = 2
MAX_BYTES = 2**32 - 1 - _HEADER.size


class WavFile:
    """16-bit linear samples at 8 kHz. Every method may raise OSError."""

    __slots__ = ("_channels", "_descriptor", "_size")

    def __init__(self, path: str, channels: int) -> None:
        """Create the file, or empty it."""
        self._channels = channels
        self._size = 0
        self._descriptor = os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o640
        )
        self._write_header()

    def append(self, samples: bytes) -> None:
        """Add interleaved little-endian samples and make the header true again.

        Where the disk takes only some of them, those are kept and told of before the error.
        """
        start, written, octets = _HEADER.size + self._size, 0, memoryview(samples)
        try:
            while written < len(samples):
                written += os.pwrite(self._descriptor, octets[written:], start + written)
        finally:
            self._size += written - written % (_SAMPLE_BYTES * self._channels)
            self._write_header()

    def close(self) -> None:
        os.close(self._descriptor)

    @property
    def seconds(self) -> float:
        return self._size / (_SAMPLE_BYTES * self._channels * SAMPLE_RATE)

    def _write_header(self) -> None:
        frame = _SAMPLE_BYTES * self._channels
        header = _HEADER.pack(
            b"RIFF",
            _HEADER.size - 8 + self._size,
            b"WAVE",
            b"fmt ",
            16,
            1,  # linear PCM
            self._channels,
            SAMPLE_RATE,
            SAMPLE_RATE * frame,
            frame,
            8 * _SAMPLE_BYTES,
            b"data",
            self._size,
        )
        os.pwrite(self._descriptor, header, 0)
