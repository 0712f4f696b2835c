"""Ears that measure: which tone is heard, and where in a recording a known sound lies.

Theory of operation: a known sound is found by normalised cross-correlation, computed by FFT. At
each shift only the part where both overlap is compared, and both are scaled to their own energy
there; so neither level, nor a cut beginning or end, nor the silence around matters. 1.0 is the very
same sound, G.711 at any sensible level stays above 0.99, other speech in the same voice below 0.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ringtree.media.g711 import A_SAMPLES

RATE = 8000  # samples per second of G.711
FULL_SCALE = 32767.0
SILENCE_LEVEL = -55.0  # dB below full scale; A-law's own idle noise lies near -72

Samples = npt.NDArray[np.int16]
_Floats = npt.NDArray[np.float64]
_DECODED = np.array(A_SAMPLES, dtype=np.int16)


@dataclass(frozen=True, slots=True)
class Tone:
    """The strongest tone of a piece of audio.

    `level` is the whole piece's in dB below a full-scale sine; `purity` is the share of its energy
    that lies within 10 Hz of `hz`: 1.0 for one steady tone, below 0.5 for speech or music.
    """

    hz: float
    level: float
    purity: float

    def is_about(self, hz: float, *, level: float = -40.0, purity: float = 0.9) -> bool:
        """Whether this is a clean tone of `hz`, at least as loud as `level`."""
        return abs(self.hz - hz) <= 5.0 and self.level >= level and self.purity >= purity

    def __str__(self) -> str:
        return f"{self.hz:.0f} Hz, {self.level:.0f} dB, purity {self.purity:.2f}"


class Match(NamedTuple):
    """Where a known sound was found: it begins at `offset` seconds (negative: its beginning is
    missing) of what was heard; `correlation` is 0 (not there) to 1 (the very same)."""

    offset: float
    correlation: float


def tone(hz: float, seconds: float, *, level: float = -10.0) -> Samples:
    """A sine of `level` dB below full scale."""
    time = np.arange(round(seconds * RATE)) / RATE
    amplitude = FULL_SCALE * 10 ** (level / 20)
    return np.round(amplitude * np.sin(2 * np.pi * hz * time)).astype(np.int16)


def read_alaw(path: Path) -> Samples:
    """A raw A-law file, as the prompt library keeps them, as what a phone hears of it."""
    decoded: Samples = _DECODED[np.frombuffer(path.read_bytes(), dtype=np.uint8)]
    return decoded


def level_of(pcm: Samples) -> float:
    """Loudness in dB below a full-scale sine; -100 for digital silence or nothing at all."""
    if not len(pcm):
        return -100.0
    power = float(np.mean(np.square(pcm.astype(np.float64)))) / (FULL_SCALE**2 / 2)
    return max(-100.0, 10 * float(np.log10(power + 1e-12)))


def is_silent(pcm: Samples) -> bool:
    """Whether nobody would hear anything in it."""
    return level_of(pcm) < SILENCE_LEVEL


def find_tone(pcm: Samples) -> Tone:
    """The strongest tone; give it at least 0.2 s, silence around the tone lowers its purity."""
    if len(pcm) < RATE // 20 or is_silent(pcm):
        return Tone(0.0, level_of(pcm), 0.0)
    signal = pcm.astype(np.float64) * np.hanning(len(pcm))
    energy = np.abs(np.fft.rfft(signal)) ** 2
    energy[: max(1, 20 * len(pcm) // RATE)] = 0  # below 20 Hz is no tone but an offset
    peak = int(energy.argmax())
    width = max(2, round(10 * len(pcm) / RATE))
    near = energy[max(0, peak - width) : peak + width + 1].sum()
    return Tone(peak * RATE / len(pcm), level_of(pcm), float(near / (energy.sum() + 1e-9)))


def find(expected: Samples, heard: Samples, *, overlap: float = 0.5) -> Match:
    """Where in `heard` the sound `expected` lies, and how surely.

    At least the share `overlap` of the shorter one must take part, so that a chance likeness of a
    few samples at the edge is not taken for the sound.
    """
    needed = max(1, round(overlap * min(len(expected), len(heard))))
    if not len(expected) or not len(heard):
        return Match(0.0, 0.0)
    score = _normalised_correlation(expected.astype(np.float64), heard.astype(np.float64))
    score[: needed - 1] = 0
    score[len(score) - needed + 1 :] = 0
    best = int(score.argmax())
    return Match((best - len(expected) + 1) / RATE, min(1.0, max(0.0, float(score[best]))))


def find_in_parts(expected: Samples, heard: Samples, *, part: float = 1.0) -> Match:
    """As `find`, but the sound may have slipped: each part of `part` seconds is sought by itself.

    A lost packet shifts all that follows, which ruins the correlation of the whole and nobody
    hears. The correlation is the mean of the parts', weighted by their length; the offset is where
    the whole begins according to the part found most surely.
    """
    length = max(1, round(part * RATE))
    matches: list[tuple[Match, int, int]] = []
    for first in range(0, len(expected), length):
        piece = expected[first : first + length]
        if not is_silent(piece):
            matches.append((find(piece, heard, overlap=0.9), first, len(piece)))
    if not matches:
        return Match(0.0, 0.0)
    best, first, _ = max(matches, key=lambda found: found[0].correlation * found[2])
    weights = sum(count for _, _, count in matches)
    mean = sum(match.correlation * count for match, _, count in matches) / weights
    return Match(best.offset - first / RATE, mean)


def find_in_loop(heard: Samples, loop: Samples) -> Match:
    """Where in an endless `loop` the piece `heard` lies: `offset` is the position in the loop.

    Give it a second of speech or two of music; a longer piece is surer still.
    """
    if is_silent(heard) or not len(loop):
        return Match(0.0, 0.0)
    joined = np.concatenate([loop, np.resize(loop, len(heard))])
    match = find(heard, joined, overlap=1.0)
    return Match(match.offset % (len(loop) / RATE), match.correlation)


def _normalised_correlation(expected: _Floats, heard: _Floats) -> _Floats:
    """One value per shift, from the last sample of `expected` on the first of `heard` onwards."""
    size = _fft_size(len(expected) + len(heard) - 1)
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(expected, size))
    raw = np.fft.irfft(product, size)
    shifts = len(expected) + len(heard) - 1
    raw = np.concatenate([raw[size - len(expected) + 1 :], raw[: len(heard)]])
    start = np.arange(shifts) - len(expected) + 1  # where expected begins in heard
    heard_energy = _energy(heard, start, start + len(expected))
    expected_energy = _energy(expected, -start, len(heard) - start)
    # What is as quiet as silence compares with nothing: its energy is not scaled up.
    floor = (FULL_SCALE * 10 ** (SILENCE_LEVEL / 20)) ** 2 / 2
    overlap = np.minimum(start + len(expected), len(heard)) - np.maximum(start, 0)
    loud = np.minimum(heard_energy, expected_energy) > floor * overlap
    scale = np.sqrt(heard_energy * expected_energy)
    return np.divide(raw, scale, out=np.zeros_like(raw), where=loud)


def _energy(signal: _Floats, start: npt.NDArray[np.int_], end: npt.NDArray[np.int_]) -> _Floats:
    total = np.concatenate([[0.0], np.cumsum(np.square(signal))])
    first, last = np.clip(start, 0, len(signal)), np.clip(end, 0, len(signal))
    energy: _Floats = total[last] - total[first]
    return energy


def _fft_size(count: int) -> int:
    return 1 << (count - 1).bit_length()
