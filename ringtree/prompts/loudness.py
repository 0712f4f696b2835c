"""Bringing any recording to the loudness of a telephone prompt.

Levels are in dB below full scale (dBFS) and count only the parts where somebody speaks or plays,
as ITU-T P.56 does, so that pauses do not make a text louder.
"""

from __future__ import annotations

import math
from array import array

from ringtree.prompts.resample import TELEPHONE_RATE

TARGET = -20.0  # dBFS of the active parts
_FULL_SCALE = 32768.0
_FRAME = TELEPHONE_RATE // 50  # 20 ms
_ACTIVE = 10 ** (-30.0 / 10)  # a frame this far below the loudest is a pause
_LARGEST_GAIN = 10 ** (30.0 / 20)  # noise is not to be raised into a roar
_KNEE = 0.5  # of full scale; above, peaks are bent, never cut
_LOWEST = 200.0  # Hz; a telephone carries nothing below and the headroom is wanted
_TRIM_BELOW = 10 ** (-45.0 / 20)
_LEAD, _TAIL = TELEPHONE_RATE // 25, TELEPHONE_RATE // 8  # 40 and 125 ms stay as silence


def high_passed(samples: array[float]) -> array[float]:
    """Without rumble: a second-order Butterworth high-pass at 200 Hz."""
    warped = math.tan(math.pi * _LOWEST / TELEPHONE_RATE)
    norm = 1 / (1 + math.sqrt(2) * warped + warped * warped)
    b1, a1 = -2 * norm, 2 * (warped * warped - 1) * norm
    a2 = (1 - math.sqrt(2) * warped + warped * warped) * norm
    s1 = s2 = 0.0
    result = array("d")
    for sample in samples:
        out = norm * sample + s1
        s1 = b1 * sample - a1 * out + s2
        s2 = norm * sample - a2 * out
        result.append(out)
    return result


def active_level(samples: array[float]) -> float:
    """The level of the parts that are not pauses, dBFS; -inf for silence."""
    powers = [_power(samples[at : at + _FRAME]) for at in range(0, len(samples), _FRAME)]
    loudest = max(powers, default=0.0)
    if loudest == 0.0:
        return -math.inf
    active = [power for power in powers if power >= loudest * _ACTIVE]
    return 10 * math.log10(sum(active) / len(active) / _FULL_SCALE**2)


def _power(frame: array[float]) -> float:
    return sum(sample * sample for sample in frame) / len(frame)


def levelled(samples: array[float], *, target: float = TARGET) -> array[int]:
    """The same sound at `target` dBFS as 16-bit samples, its peaks bent below full scale."""
    level = active_level(samples)
    if level == -math.inf:
        return array("h", bytes(2 * len(samples)))
    gain = min(10 ** ((target - level) / 20), _LARGEST_GAIN)
    knee = _KNEE * _FULL_SCALE
    return array(
        "h",
        (
            round(value if -knee <= value <= knee else _bent(value, knee))
            for value in (gain * sample for sample in samples)
        ),
    )


def _bent(value: float, knee: float) -> float:
    """A peak above the knee, led smoothly towards 95 % of full scale."""
    room = 0.95 * _FULL_SCALE - knee
    return math.copysign(knee + room * math.tanh((abs(value) - knee) / room), value)


def trimmed(samples: array[float]) -> array[float]:
    """Speech without the silence before and after it, but for a breath."""
    threshold = _TRIM_BELOW * max(map(abs, samples), default=0.0)
    if threshold == 0.0:
        return samples
    first = next(at for at, sample in enumerate(samples) if abs(sample) > threshold)
    last = next(at for at in range(len(samples) - 1, -1, -1) if abs(samples[at]) > threshold)
    silence = array("d", bytes(8 * _TAIL))
    lead = array("d", bytes(8 * max(0, _LEAD - first)))
    return lead + samples[max(0, first - _LEAD) : last + 1] + silence
