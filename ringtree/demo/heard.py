"""What a phone hears: a growing recording that can be read while it grows."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from ringtree.demo.listening import RATE, Samples


class Heard:
    """The audio of one direction of one call, 16-bit at 8 kHz, with the clock time of each part.

    A phone that receives nothing records nothing, so positions in the recording are not times:
    `time_at` converts.
    """

    __slots__ = ("_marks", "_pcm")

    def __init__(self) -> None:
        self._pcm = bytearray()
        self._marks: list[tuple[int, float]] = []  # (samples before this piece, its monotonic time)

    def append(self, pcm: bytes, at: float) -> None:
        """Add a piece whose last sample was heard at the monotonic time `at`."""
        self._marks.append((len(self), at - len(pcm) / 2 / RATE))
        self._pcm += pcm

    def __len__(self) -> int:
        return len(self._pcm) // 2

    @property
    def seconds(self) -> float:
        """The recording's length so far."""
        return len(self) / RATE

    def samples(self, start: float = 0.0, end: float | None = None) -> Samples:
        """A copy of the part from `start` to `end`, in seconds of the recording.

        Negative positions count from the end, as in a slice: `samples(-2)` is the last 2 s.
        """
        first = 2 * round(start * RATE)
        last = None if end is None else 2 * round(end * RATE)
        return np.frombuffer(bytes(self._pcm[first:last]), dtype="<i2").astype(np.int16)

    def time_at(self, position: float) -> float:
        """The monotonic time at which the recording's second `position` was heard."""
        if not self._marks:
            raise ValueError("nothing was heard yet")
        sample = position * RATE
        index = max(0, bisect_right(self._marks, sample, key=lambda mark: mark[0]) - 1)
        before, at = self._marks[index]
        return at + (sample - before) / RATE
