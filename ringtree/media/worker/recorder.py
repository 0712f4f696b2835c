"""Records what a leg says and what it hears, each packet at its place in time.

Both tracks run on one clock, 300 ms late: nobody waits for a recording, and what a busy network
holds up so long is in its place. In between a packet is placed by its timestamp: losses
become silence of the right length, disorder is put right, and a source that restarts or whose
clock has drifted out of the window is placed by its arrival.

A worker that was held up makes up for it here: time that passed without a tick is taken at twice
the pace, so that what waits in the sockets meanwhile still finds its place.
"""

from __future__ import annotations

from ringtree.media.g711 import A_SILENCE, U_TO_A
from ringtree.media.worker.samples import FRAME, SAMPLE_RATE, linear_from_alaw
from ringtree.media.worker.wav import WavFile

DELAY = SAMPLE_RATE * 3 // 10  # samples
_FRAMES_PER_SECOND = SAMPLE_RATE / FRAME
_LEAD = DELAY // FRAME  # frames before the first one that can hold anything
_WINDOW = 2 * SAMPLE_RATE
#: Frames per tick at most.
_PACE = 2
#: Frames that may be made up for; what came in a longer stall would not find its place any more.
_MOST_BEHIND = (_WINDOW - 2 * DELAY) // FRAME
#: So many packets in a row too late for their place: it is the clock that has drifted.
_LATE_IN_A_ROW = 5
_SILENCE = bytes((A_SILENCE,))


class Track:
    """Two seconds of one direction's A-law, written at the back and read at the front."""

    __slots__ = ("_late", "_shift", "_source", "_taken", "_window")

    def __init__(self) -> None:
        self._late = 0
        self._window = bytearray(_SILENCE * _WINDOW)
        self._taken = 0  # samples read since the beginning
        self._source: int | None = None
        self._shift = 0  # position in time minus timestamp

    def place(self, source: int, timestamp: int, payload: bytes | bytearray) -> None:
        """Put A-law where its timestamp says; `source` tells streams apart."""
        index = (timestamp + self._shift - self._taken) & 0xFFFFFFFF
        if index >= 0x80000000 and source == self._source and self._late < _LATE_IN_A_ROW:
            self._late += 1
            return
        if source != self._source or index + len(payload) > _WINDOW:
            if len(payload) > _WINDOW - DELAY:
                return
            self._source = source
            self._shift = self._taken + DELAY - timestamp
            index = DELAY
        self._late = 0
        self._window[index : index + len(payload)] = payload

    def take(self, samples: int) -> bytes:
        """The oldest samples; the window moves on."""
        front = bytes(self._window[:samples])
        del self._window[:samples]
        self._window += _SILENCE * samples
        self._taken += samples
        return front


class Recorder:
    """One recording of at most `limit` seconds. Its file work may raise OSError."""

    __slots__ = ("_began", "_due", "_file", "_limit", "_pending", "_ticked", "path", "tracks")

    def __init__(self, path: str, channels: int, limit: float) -> None:
        self.path = path
        self.tracks = tuple(Track() for _ in range(channels))
        self._file = WavFile(path, channels)
        self._pending = tuple(bytearray() for _ in range(channels))
        self._limit = int(limit * _FRAMES_PER_SECOND)  # as the next two: frames
        self._due = 0
        self._ticked = 0
        self._began: float | None = None

    def said(self, source: int, timestamp: int, payload: bytes | bytearray, is_ulaw: bool) -> None:
        """Audio that came from the leg."""
        self.tracks[0].place(source, timestamp, _as_alaw(payload, is_ulaw))

    def heard(self, source: int, timestamp: int, payload: bytes | bytearray, is_ulaw: bool) -> None:
        """Audio that went to the leg; a recording of one channel does without it."""
        if len(self.tracks) > 1:
            self.tracks[1].place(source, timestamp, _as_alaw(payload, is_ulaw))

    def tick(self, now: float) -> bool:
        """Take what is due, every 20 ms; False when the recording has reached its limit."""
        self._look_at_clock(now)
        for _ in range(min(_PACE, self._due - self._ticked)):
            self._tick_frame()
        if len(self._pending[0]) >= SAMPLE_RATE:
            self._write()
        return self._ticked < self._limit

    def finish(self) -> float:
        """Write what is left and close; returns the seconds recorded."""
        try:
            self._skip(_LEAD - self._ticked)
            self._take(self._due - max(0, self._ticked - _LEAD))
            self._write()
        finally:
            self._file.close()
        return self.seconds

    @property
    def seconds(self) -> float:
        """Seconds on disk."""
        return self._file.seconds

    def _look_at_clock(self, now: float) -> None:
        if self._began is None:
            self._began = now
        due = 1 + round((now - self._began) * _FRAMES_PER_SECOND)
        forgotten = max(0, due - self._ticked - _MOST_BEHIND)
        self._began += forgotten / _FRAMES_PER_SECOND
        self._due = min(due - forgotten, self._limit)

    def _tick_frame(self) -> None:
        if self._ticked < _LEAD:
            self._skip(1)
        else:
            self._take(1)
        self._ticked += 1

    def _skip(self, frames: int) -> None:
        for track in self.tracks:
            track.take(max(0, frames) * FRAME)

    def _take(self, frames: int) -> None:
        for track, pending in zip(self.tracks, self._pending, strict=True):
            pending += track.take(frames * FRAME)

    def _write(self) -> None:
        samples = linear_from_alaw(*self._pending)
        for pending in self._pending:
            pending.clear()
        self._file.append(samples)


def _as_alaw(payload: bytes | bytearray, is_ulaw: bool) -> bytes | bytearray:
    return payload.translate(U_TO_A) if is_ulaw else payload
