"""One call inside a telephone's process: what it says and what it hears."""

from __future__ import annotations

import time

from baresip import AudioNotActive, AudioRestarted, Call

TICK = 0.02  # one G.711 packet
AHEAD_BYTES = 1600  # 100 ms queued for sending: survives a busy machine, stays short to interrupt


class Voice:
    """What a call says: PCM once or in a loop, handed out in pieces that fit the sender."""

    __slots__ = ("_loop", "_pcm", "_position")

    def __init__(self, pcm: bytes, *, loop: bool) -> None:
        self._pcm = pcm
        self._loop = loop
        self._position = 0

    def peek(self, count: int) -> bytes:
        """The next `count` bytes, or fewer at the end of what is said once."""
        piece = self._pcm[self._position : self._position + count]
        while self._loop and self._pcm and len(piece) < count:
            piece += self._pcm[: count - len(piece)]
        return piece

    def taken(self, count: int) -> None:
        """Move on by `count` bytes the sender accepted."""
        self._position += count
        if self._loop and self._pcm:
            self._position %= len(self._pcm)

    @property
    def is_finished(self) -> bool:
        """Nothing is left to say."""
        return not self._loop and self._position >= len(self._pcm)


class Line:
    """One call of the telephone: its baresip call and what it says."""

    __slots__ = ("_silent_until", "call", "number", "voice")

    def __init__(self, number: int, call: Call) -> None:
        self.number = number
        self.call = call
        self.voice: Voice | None = None
        self._silent_until = 0.0

    def hear(self) -> bytes:
        """What arrived since the last time; nothing while the call has no media."""
        try:
            return bytes(self.call.audio.read(65536))
        except (AudioNotActive, AudioRestarted):
            return b""

    def say(self) -> bool:
        """Keep the sender fed; true when a voice that speaks once has just ended."""
        if self.voice is None or time.monotonic() < self._silent_until:
            return False
        try:
            info = self.call.audio.info()
            if info.tx_ready and info.tx_buffered < AHEAD_BYTES:
                piece = self.voice.peek(AHEAD_BYTES - info.tx_buffered)
                self.voice.taken(self.call.audio.write(piece))
        except (AudioNotActive, AudioRestarted):
            return False
        if self.voice.is_finished:
            self.voice = None
            return True
        return False

    def be_silent(self) -> None:
        """Stop speaking at once, what was queued included."""
        self.voice = None
        # The queue is emptied at the sender's next tick, and what is written before that with it.
        self._silent_until = time.monotonic() + 2 * TICK
        try:
            self.call.audio.flush_tx()
        except (AudioNotActive, AudioRestarted):
            return
