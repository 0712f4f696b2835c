"""From a recording to what a media worker plays: A-law octets at telephone level.

Run as a program (`python -m ringtree.prompts.telephone speech|recording`, the file on standard
input, A-law on standard output) so that neither the arithmetic nor a hostile file takes the time
or the memory of the process that decides calls.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from enum import StrEnum

from ringtree.media.g711 import encode_a
from ringtree.prompts.decoder import LONGEST, as_wav
from ringtree.prompts.loudness import high_passed, levelled, trimmed
from ringtree.prompts.resample import to_telephone_rate
from ringtree.prompts.wav import BadSound, read_wav

LARGEST_FILE = 64 * 1024 * 1024  # octets; ten minutes of 16-bit mono at 48 kHz
_REFUSED = 3  # exit status when the file is to blame
_LIMITS = (
    (resource.RLIMIT_CPU, 120),  # seconds
    (resource.RLIMIT_AS, 2 * 1024**3),  # octets
    (resource.RLIMIT_FSIZE, LARGEST_FILE),  # octets; the only file is the upload, in memory
    (resource.RLIMIT_NOFILE, 64),
    (resource.RLIMIT_CORE, 0),
)


class Kind(StrEnum):
    """What is converted: speech loses the silence around it, a recording keeps its length."""

    SPEECH = "speech"
    RECORDING = "recording"


def to_telephone(wav: bytes, kind: Kind) -> bytes:
    """A-law at 8000 Hz, band-limited and levelled.

    Raises:
        BadSound: not a WAV file that can be read, or longer than `LONGEST`.
    """
    if len(wav) > LARGEST_FILE:
        raise BadSound(
            f"the file is larger than {LARGEST_FILE // 1024**2} MB",
            f"файл больше {LARGEST_FILE // 1024**2} МБ",
        )
    sound = read_wav(wav)
    if sound.seconds > LONGEST:
        raise BadSound(
            f"the sound lasts {sound.seconds:.0f} s; at most {LONGEST:.0f} s are taken",
            f"звук длится {sound.seconds:.0f} с, а принимается не больше {LONGEST:.0f} с",
        )
    samples = high_passed(to_telephone_rate(sound.samples, sound.rate))
    if kind is Kind.SPEECH:
        samples = trimmed(samples)
    return encode_a(levelled(samples))


def _converted(data: bytes, kind: Kind) -> bytes:
    """Speech comes as WAV; a recording, from somebody outside, in any usual format."""
    if len(data) > LARGEST_FILE:
        raise BadSound(
            f"the file is larger than {LARGEST_FILE // 1024**2} MB",
            f"файл больше {LARGEST_FILE // 1024**2} МБ",
        )
    return to_telephone(as_wav(data) if kind is Kind.RECORDING else data, kind)


_TOO_MUCH = ("the file takes too much memory", "файл требует слишком много памяти")


def _limit() -> None:
    """Bound this process, and ffmpeg, which inherits the limits."""
    os.nice(10)
    for what, most in _LIMITS:
        resource.setrlimit(what, (most, most))


def refusal_of(line: str) -> BadSound:
    """What a process that converts has written on standard error, as the refusal it was."""
    try:
        english, russian = map(str, json.loads(line))
    except (ValueError, TypeError):
        return BadSound(line, "файл не удалось преобразовать")
    return BadSound(english, russian)


def main() -> int:
    """Convert standard input; a refusal is one line on standard error, in both languages as JSON,
    and status 3."""
    _limit()
    try:
        octets = _converted(sys.stdin.buffer.read(LARGEST_FILE + 1), Kind(sys.argv[1]))
    except BadSound as refusal:
        print(json.dumps(refusal.args, ensure_ascii=False), file=sys.stderr)
        return _REFUSED
    except MemoryError:
        print(json.dumps(_TOO_MUCH, ensure_ascii=False), file=sys.stderr)
        return _REFUSED
    sys.stdout.buffer.write(octets)
    return 0


if __name__ == "__main__":
    sys.exit(main())
