"""A WAV file that can be heard whatever happens to its writer.

The header is rewritten after each second of sound that was appended: a process killed at any
moment leaves a valid file that lacks at most what was not yet written.
"""

from __future__ import annotations

import errno
import os
import struct

from ringtree.media.worker.samples import SAMPLE_RATE

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_SAMPLE_BYTES = 2
MAX_BYTES = 2**32 - 1 - _HEADER.size


class WavFile:
    """16-bit linear samples at 8 kHz. Every method may raise OSError."""

    __slots__ = ("_channels", "_descriptor", "_failure", "_size")

    def __init__(self, path: str, channels: int) -> None:
        """Create the file, or empty it."""
        self._channels = channels
        self._size = 0
        self._failure: OSError | None = None
        self._descriptor = os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o640
        )
        try:
            self._write_header()
        except OSError:
            self.close()
            raise

    def append(self, samples: bytes) -> None:
        """Add interleaved little-endian samples and make the header true again.

        Raises:
            OSError: some of them could not be written, such as ENOSPC. Those that could are in
                the file, the header counts no others, and it takes no more: what came after a
                gap would be heard at the wrong time.
        """
        if self._failure is not None:
            raise self._failure
        begin = _HEADER.size + self._size
        written = 0
        try:
            while written < len(samples):
                written += self._write(samples[written:], begin + written)
        except OSError as error:
            self._failure = error
            raise
        finally:
            self._keep(written)

    def close(self) -> None:
        os.close(self._descriptor)

    @property
    def seconds(self) -> float:
        """How long what is in the file can be heard."""
        return self._size / (self._frame * SAMPLE_RATE)

    @property
    def _frame(self) -> int:
        return _SAMPLE_BYTES * self._channels

    def _keep(self, written: int) -> None:
        """Count what was written, in whole frames; half a one would be noise."""
        part = written % self._frame
        self._size += written - part
        if part:
            os.ftruncate(self._descriptor, _HEADER.size + self._size)
        self._write_header()

    def _write(self, content: bytes, position: int) -> int:
        """Write at least some of it; how many bytes. A kernel that takes none has no room."""
        if count := os.pwrite(self._descriptor, content, position):
            return count
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _write_header(self) -> None:
        header = _HEADER.pack(
            b"RIFF",
            _HEADER.size - 8 + self._size,
            b"WAVE",
            b"fmt ",
            16,
            1,  # linear PCM
            self._channels,
            SAMPLE_RATE,
            SAMPLE_RATE * self._frame,
            self._frame,
            8 * _SAMPLE_BYTES,
            b"data",
            self._size,
        )
        if os.pwrite(self._descriptor, header, 0) < len(header):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
