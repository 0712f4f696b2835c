"""Whether somebody speaks in a recording, told from its samples."""

from __future__ import annotations

from array import array

RATE = 8000
_WINDOW = RATE // 10
#: Mean deviation, of 32767, above which a tenth of a second counts as speech: about -42 dBFS. The
#: noise of a quiet office on a telephone is a third of that, a low voice three times as much.
_SPEECH = 250


def spoken_tenths(samples: bytes) -> list[bool]:
    """For each whole tenth of a second of 16-bit samples at 8 kHz, whether it is loud."""
    values = array("h")
    values.frombytes(samples[: len(samples) // 2 * 2])
    whole = len(values) - len(values) % _WINDOW
    return [_is_loud(values[at : at + _WINDOW]) for at in range(0, whole, _WINDOW)]


def _is_loud(window: array[int]) -> bool:
    """Whether the window deviates from its mean by that much, looking at every other sample.

    Half the samples are enough for a level, and this runs beside all calls' signalling.
    """
    samples = window[::2]
    middle = round(sum(samples) / len(samples))  # cheap hardware adds a constant
    centred = samples if abs(middle) < _SPEECH // 5 else map(middle.__rsub__, samples)
    return sum(map(abs, centred)) > _SPEECH * len(samples)
