"""Records what a leg says and what it hears, each packet at its place in time.

Both tracks run on one clock, 300 ms late: nobody waits for a recording, and what a busy network
holds up so long is in its place. In between a packet is placed by its timestamp: losses
become silence of the right length, disorder is put right, and a source that restarts or whose
clock has drifted out of the window is placed by its arrival.
"""

from __future__ import annotations

from ringtree.media.g711 import A_SILENCE, U_TO_A
from ringtree.media.worker.samples import FRAME, SAMPLE_RATE, linear_from_alaw
from ringtree.media.worker.wav import WavFile

DELAY = SAMPLE_RATE * 3 // 10  # samples
_WINDOW = SAMPLE_RATE
#: So many packets in a row too late for their place: it is the clock that has drifted.
_LATE_IN_A_ROW = 5
_SILENCE = bytes((A_SILENCE,))


class Track:
    """A second of one direction's A-law, written at the back and read at the front."""

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
    """One recording. `tick` is called every 20 ms; its file work may raise OSError."""

    __slots__ = ("_channels", "_file", "_frames_left", "_lead", "_pending", "path", "tracks")

    def __init__(self, path: str, channels: int, limit: float) -> None:
        self.path = path
        self.tracks = tuple(Track() for _ in range(channels))
        self._file = WavFile(path, channels)
        self._pending = tuple(bytearray() for _ in range(channels))
        self._frames_left = int(limit * SAMPLE_RATE / FRAME)
        self._lead = DELAY // FRAME  # frames before the first one that can hold anything

    def said(self, source: int, timestamp: int, payload: bytes | bytearray, is_ulaw: bool) -> None:
        """Audio that came from the leg."""
        self.tracks[0].place(source, timestamp, _as_alaw(payload, is_ulaw))

    def heard(self, source: int, timestamp: int, payload: bytes | bytearray, is_ulaw: bool) -> None:
        """Audio that went to the leg; a recording of one channel does without it."""
        if len(self.tracks) > 1:
            self.tracks[1].place(source, timestamp, _as_alaw(payload, is_ulaw))

    def tick(self) -> bool:
        """Take 20 ms; False when the recording has reached its limit."""
        if self._lead:
            self._skip_lead(1)
        else:
            self._take(FRAME)
        if len(self._pending[0]) >= SAMPLE_RATE:
            self._write()
        self._frames_left -= 1
        return self._frames_left > 0

    def finish(self) -> float:
        """Write what is left and close; returns the seconds recorded."""
        try:
            late = DELAY - self._lead * FRAME
            self._skip_lead(self._lead)
            self._take(late)
            self._write()
        finally:
            self._file.close()
        return self.seconds

    @property
    def seconds(self) -> float:
        """Seconds on disk."""
        return self._file.seconds

    def _skip_lead(self, frames: int) -> None:
        self._lead -= frames
        for track in self.tracks:
            track.take(frames * FRAME)

    def _take(self, samples: int) -> None:
        for track, pending in zip(self.tracks, self._pending, strict=True):
            pending += track.take(samples)

    def _write(self) -> None:
        samples = linear_from_alaw(*self._pending)
        for pending in self._pending:
            pending.clear()
        self._file.append(samples)


def _as_alaw(payload: bytes | bytearray, is_ulaw: bool) -> bytes | bytearray:
    return payload.translate(U_TO_A) if is_ulaw else payload
