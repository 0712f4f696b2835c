"""Sound of messages: repairing a file that was cut off, measuring, and bringing it elsewhere."""

from __future__ import annotations

import struct
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path

from ringtree.calls.loudness import spoken_tenths
from ringtree.media.g711 import decode_a, encode_a
from ringtree.prompts.tool import run_tool

RATE = 8000
HEADER = 44  # bytes of the WAV files that a media worker writes
BYTES_PER_SECOND = 2 * RATE
_MP3_LIMIT = 60.0  # seconds for the encoder; a quarter of an hour takes it two
_MOST_MP3 = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds in all, and of speech."""

    seconds: float
    speech: float


def repair(path: Path) -> None:
    """Make the header of a WAV file agree with how much of it there is.

    Raises:
        OSError: there is no such file, or it can't be written.
    """
    with open(path, "r+b") as file:
        size = max(0, file.seek(0, 2) - HEADER)
        size -= size % 2
        file.seek(0)
        if len(file.read(HEADER)) < HEADER:
            size = 0
        file.seek(0)
        file.write(wav_header(size))
        file.truncate(HEADER + size)


def wav_header(size: int) -> bytes:
    """The header of `size` bytes of 16-bit samples, one channel, 8 kHz."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", HEADER - 8 + size, b"WAVE", b"fmt ", 16, 1, 1),
        *(RATE, BYTES_PER_SECOND, 2, 16, b"data", size),
    )


def measure(wav: bytes) -> Measured:
    """How long a recording of ours is, and how much of it somebody speaks."""
    samples = wav[HEADER:]
    return Measured(len(samples) / BYTES_PER_SECOND, sum(spoken_tenths(samples)) / 10)


def to_alaw(wav: bytes) -> bytes:
    """For a media worker to play."""
    samples = array("h")
    samples.frombytes(wav[HEADER : HEADER + (len(wav) - HEADER) // 2 * 2])
    return encode_a(samples)


def of_alaw(alaw: bytes) -> bytes:
    """As a WAV file, for a browser to play."""
    samples = decode_a(alaw)
    if sys.byteorder == "big":
        samples.byteswap()
    return wav_header(2 * len(samples)) + samples.tobytes()


def joined(*wavs: bytes) -> bytes:
    """Recordings one after the other."""
    samples = b"".join(one[HEADER:] for one in wavs)
    return wav_header(len(samples)) + samples


async def to_mp3(wav: bytes) -> bytes:
    """For a mail; a message of a minute takes some 240 kB.

    Raises:
        ToolError: ffmpeg is not there, or could not.
    """
    command = ["ffmpeg", "-v", "error", "-f", "wav", "-i", "pipe:0", "-map_metadata", "-1"]
    command += ["-codec:a", "libmp3lame", "-b:a", "32k", "-ar", "16000", "-ac", "1"]
    command += ["-write_xing", "0", "-id3v2_version", "0", "-f", "mp3", "pipe:1"]
    return await run_tool(command, wav, time_limit=_MP3_LIMIT, output_limit=_MOST_MP3)
