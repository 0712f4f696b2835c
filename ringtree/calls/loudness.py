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
    # Without the mean the deviation is at most that much larger: mostly there is nothing to do.
    loud = _SPEECH * len(samples)
    if sum(map(abs, samples)) <= loud:
        return False
    return middle == 0 or sum(map(abs, map(middle.__rsub__, samples))) > loud
