"""Reading what people upload, with ffmpeg kept on a short lead.

Uploads are hostile. ffmpeg is told what kind of file it gets instead of guessing (so no playlist
is ever followed), may use only the decoders of sound, opens nothing but the file itself, and
inherits the limits that `ringtree.prompts.telephone` has set for its own process.
"""

from __future__ import annotations

import os
import re
import subprocess

from ringtree.prompts.formats import CutShort, Format, format_of
from ringtree.prompts.wav import BadSound, wav_of

LONGEST = 600.0  # seconds
_RATE = 8_000  # Hz
_TIME_LIMIT = 90.0  # seconds; ten minutes of sound take about two
_DECODERS = (
    "mp3,mp3float,mp2,mp2float,aac,aac_fixed,alac,vorbis,libvorbis,opus,libopus,flac,speex,libspeex,"
    "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f64le,"
    "pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,gsm_ms"
)
_DURATION = re.compile(rb"Duration: (\d+):(\d\d):(\d\d\.\d+)")
_MISSING = 0.5  # seconds by which a file may be shorter than it says, and a fiftieth of it


def as_wav(data: bytes) -> bytes:
    """A recording of any usual format as a WAV file; one that can be read as it is stays so.

    Raises:
        BadSound: it is no such recording, is damaged, or lasts longer than `LONGEST`.
    """
    kind = format_of(data)
    return data if kind is None else _decoded(data, kind)


def _decoded(data: bytes, kind: Format) -> bytes:
    # Many an M4A keeps its table of contents at the end, so the file must be one to seek in; this
    # one has no name, is nobody else's, and goes with the process.
    with os.fdopen(os.memfd_create("upload"), "w+b") as file:
        file.write(data)
        file.seek(0)
        try:
            done = subprocess.run(
                _command(kind),
                stdin=file,
                capture_output=True,
                timeout=_TIME_LIMIT,
                check=False,
            )
        except FileNotFoundError:
            needed = "needs ffmpeg, which is not installed: apt-get install ffmpeg"
            raise BadSound(
                f"reading {kind.name} {needed}; WAV can be read without it",
                f"для {kind.name} нужен ffmpeg, а он не установлен; WAV читается и без него",
            ) from None
        except subprocess.TimeoutExpired:
            raise BadSound(
                f"decoding the {kind.name} took longer than {_TIME_LIMIT:g} s",
                f"декодирование {kind.name} длилось дольше {_TIME_LIMIT:g} с",
            ) from None
    samples = _samples(done, kind)
    _check_whole(len(samples) / 2 / _RATE, done.stderr)
    return wav_of(samples, _RATE)


def _command(kind: Format) -> tuple[str, ...]:
    return (
        "ffmpeg", "-hide_banner", "-nostdin", "-nostats", "-threads", "1",
        "-protocol_whitelist", "file,pipe", "-format_whitelist", kind.demuxer,
        "-codec_whitelist", _DECODERS, "-f", kind.demuxer, "-i", "file:/proc/self/fd/0",
        "-map", "0:a:0", "-map_metadata", "-1", "-t", str(LONGEST + 1), "-ac", "1",
        "-ar", str(_RATE), "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1",
    )  # fmt: skip


def _samples(done: subprocess.CompletedProcess[bytes], kind: Format) -> bytes:
    if done.returncode != 0 or not done.stdout:
        why = "there is no sound in it" if done.returncode == 0 else _complaint(done.stderr)
        raise BadSound(
            f"the {kind.name} file cannot be decoded: {why}", f"файл {kind.name} не декодируется"
        )
    if len(done.stdout) > LONGEST * 2 * _RATE:
        raise BadSound(
            f"the sound lasts longer than {LONGEST:.0f} s, which is the most taken",
            f"звук длится дольше {LONGEST:.0f} с, больше не принимается",
        )
    return done.stdout


def _complaint(stderr: bytes) -> str:
    """The last thing ffmpeg said, without the name of a file that nobody knows."""
    lines = stderr.decode("ascii", "replace").strip().splitlines() or ["it gave no reason"]
    said = lines[-1].removeprefix("file:/proc/self/fd/0: ")[:200]
    return "".join(char if char.isprintable() else " " for char in said)


def _check_whole(seconds: float, stderr: bytes) -> None:
    """Compare with what the file says of its length, if it does.

    Raises:
        CutShort: it holds less than it says.
    """
    found = _DURATION.search(stderr)
    if found is None:
        return
    hours, minutes, rest = int(found[1]), int(found[2]), float(found[3])
    promised = min(3600 * hours + 60 * minutes + rest, LONGEST)
    if seconds < promised - _MISSING - promised / 50:
        raise CutShort
