"""Making sound from arithmetic, the same to the last bit on every machine.

Only what the C library computes (sine, exponential) may differ between machines, so its results
are rounded before use; additions and multiplications of doubles are exact everywhere. That lets a
test compare a shipped file with what the code composes.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from operator import add
from typing import NamedTuple

from ringtree.prompts.resample import TELEPHONE_RATE

_DIGITS = 12
_BAND_END = 3_400.0  # Hz; partials above it would only be heard as aliases


class Partial(NamedTuple):
    """One of the sines a struck thing sounds of."""

    ratio: float  # of its frequency to the note's
    level: float  # 1 is the note's own
    decay: float  # seconds until it has fallen to 1/e


def pitch(midi: int) -> float:
    """The frequency in Hz of a note, 69 being the A of 440 Hz."""
    return round(440.0 * math.pow(2.0, (midi - 69) / 12), 6)


def struck(frequency: float, partials: Sequence[Partial], seconds: float) -> array[float]:
    """A note that is struck and rings off; it begins and ends without a click."""
    note = array("d", bytes(8 * round(seconds * TELEPHONE_RATE)))
    for partial in partials:
        if frequency * partial.ratio < _BAND_END:
            note = array("d", map(add, note, _ringing(frequency, partial, len(note))))
    return faded(note, attack=0.012, release=0.08)


def _ringing(frequency: float, partial: Partial, length: int) -> array[float]:
    """A decaying sine as a damped resonator: two multiplications a sample and no sine."""
    angle = 2 * math.pi * frequency * partial.ratio / TELEPHONE_RATE
    damping = math.exp(-1 / (partial.decay * TELEPHONE_RATE))
    first = round(2 * damping * math.cos(angle), _DIGITS)
    second = round(damping * damping, _DIGITS)
    before, now = 0.0, round(partial.level * damping * math.sin(angle), _DIGITS)
    samples = array("d", (before,))
    for _ in range(length - 1):
        samples.append(now)
        before, now = now, first * now - second * before
    return samples


def steady(frequency: float, seconds: float) -> array[float]:
    """A plain sine of amplitude 1."""
    length = round(seconds * TELEPHONE_RATE)
    angle = 2 * math.pi * frequency / TELEPHONE_RATE
    return array("d", (round(math.sin(angle * at), _DIGITS) for at in range(length)))


def faded(samples: array[float], *, attack: float, release: float) -> array[float]:
    """The same sound with a soft beginning and end, in seconds."""
    result = array("d", samples)
    for at, weight in enumerate(_ramp(round(attack * TELEPHONE_RATE))):
        result[at] *= weight
    for at, weight in enumerate(_ramp(round(release * TELEPHONE_RATE))):
        result[-1 - at] *= weight
    return result


def _ramp(length: int) -> list[float]:
    """From 0 to nearly 1 along half a cosine."""
    return [round(0.5 - 0.5 * math.cos(math.pi * at / length), _DIGITS) for at in range(length)]


def scaled(samples: array[float], gain: float) -> array[float]:
    """The same sound, louder or softer."""
    return array("d", (gain * sample for sample in samples))


class Loop:
    """A stretch of sound without an end: what rings past it goes on at its beginning."""

    __slots__ = ("samples",)

    def __init__(self, length: int) -> None:
        self.samples = array("d", bytes(8 * length))

    def add(self, sound: array[float], at: int) -> None:
        """Mix a sound in, starting at sample `at`."""
        length = len(self.samples)
        at %= length
        room = length - at
        here, beyond = sound[:room], sound[room:]
        end = at + len(here)
        self.samples[at:end] = array("d", map(add, self.samples[at:end], here))
        if beyond:
            self.add(beyond, 0)

    def echo(self, delay: int, gains: Sequence[float]) -> None:
        """Add repeats of everything, each `delay` samples later, with these gains."""
        dry = array("d", self.samples)
        for number, gain in enumerate(gains, start=1):
            self.add(scaled(dry, gain), number * delay)

    def at_level(self, level: float) -> array[int]:
        """The loop as 16-bit samples of `level` dBFS (root mean square)."""
        power = math.fsum(sample * sample for sample in self.samples) / len(self.samples)
        gain = round(32768 * 10 ** (level / 20) / math.sqrt(power), 6)
        return array("h", (round(gain * sample) for sample in self.samples))
