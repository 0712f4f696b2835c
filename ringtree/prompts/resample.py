"""Any sample rate to the telephone's 8000 Hz, in plain Python.

A polyphase FIR filter: for each output sample the one phase of a windowed sinc that falls on its
place in the input. Rates of 32 kHz and more are first halved by a short half-band filter, which
costs a tenth of what the long filter would at that rate.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from operator import mul

TELEPHONE_RATE = 8_000  # Hz

_PHASES = 320  # exact for 11,025, 22,050 and 44,100 Hz; within 1/640 sample for any other
# The telephone band ends at 3400 Hz. What passes up to 4600 folds into 3400–4000: unheard.
_TRANSITION = 1_200.0  # Hz, centred at half the telephone's rate
_HALF_BAND_REACH = 5  # samples on either side; the even ones are zero


def to_telephone_rate(samples: Sequence[float], rate: int) -> array[float]:
    """`samples` taken at `rate` Hz as they would be at 8000 Hz, at the same scale."""
    signal = array("d", samples)
    while rate >= 4 * TELEPHONE_RATE and rate % 2 == 0:
        signal, rate = _halved(signal), rate // 2
    if rate == TELEPHONE_RATE:
        return signal
    return _polyphase(signal, rate)


def _halved(signal: array[float]) -> array[float]:
    """Every second sample of the signal without its upper half band."""
    reach = _HALF_BAND_REACH
    centre, one, three, five = _half_band()
    padding = array("d", bytes(8 * (reach + 1)))
    padded = padding + signal + padding
    count = (len(signal) + 1) // 2
    # The strided view that starts at `offset` meets output n at input 2n + offset - reach - 1.
    at = [padded[offset : offset + 2 * count : 2] for offset in range(1, 2 * reach + 2)]
    return array(
        "d",
        (
            centre * c + one * (b + d) + three * (a + e) + five * (z + f)
            for z, a, b, c, d, e, f in zip(
                at[0], at[2], at[4], at[5], at[6], at[8], at[10], strict=True
            )
        ),
    )


def _half_band() -> tuple[float, float, float, float]:
    """Coefficients at distances 0, 1, 3 and 5, scaled to leave a constant alone."""
    width = 2.0 * (_HALF_BAND_REACH + 1)
    sides = [math.sin(math.pi * k / 2) / (math.pi * k) * _hamming(k / width) for k in (1, 3, 5)]
    total = 0.5 + 2 * (sides[0] + sides[1] + sides[2])
    return 0.5 / total, sides[0] / total, sides[1] / total, sides[2] / total


def _polyphase(signal: array[float], rate: int) -> array[float]:
    bank = _bank(rate)
    taps = len(bank[0])
    padding = array("d", bytes(8 * taps))
    padded = (padding + signal + padding).tolist()
    first = taps // 2 + 1  # the window of an output at input place 0 starts here
    result = array("d")
    for number in range(len(signal) * TELEPHONE_RATE // rate):
        whole, rest = divmod(number * rate, TELEPHONE_RATE)
        start = first + whole
        phase = bank[rest * _PHASES // TELEPHONE_RATE]
        result.append(sum(map(mul, phase, padded[start : start + taps])))
    return result


def _bank(rate: int) -> list[list[float]]:
    """The low-pass filter's coefficients for each phase between two input samples."""
    cutoff = min(TELEPHONE_RATE, 0.95 * rate) / 2
    taps = 2 * math.ceil(3.3 * max(rate, TELEPHONE_RATE) / _TRANSITION / 2)  # Hamming's width
    return [_phase(step / _PHASES, taps, cutoff / rate) for step in range(_PHASES)]


def _phase(fraction: float, taps: int, cutoff: float) -> list[float]:
    """One phase: a sinc of `cutoff` (cycles per sample) centred `fraction` past the middle."""
    distances = [k - taps // 2 + 1 - fraction for k in range(taps)]
    weights = [_sinc(2 * cutoff * d) * _hamming(d / taps) for d in distances]
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def _sinc(x: float) -> float:
    return 1.0 if x == 0.0 else math.sin(math.pi * x) / (math.pi * x)


def _hamming(x: float) -> float:
    """The window's value at `x` of its width from the middle, -0.5 to 0.5."""
    return 0.54 + 0.46 * math.cos(2 * math.pi * x)
