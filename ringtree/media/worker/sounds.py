"""Recorded sounds: raw A-law files kept in memory, and a playlist's walk through them.

Files are read, not mapped: a mapped file that somebody truncates kills the process. A frame for
a µ-law listener is translated as it is sent, in a quarter of a microsecond.
"""

from __future__ import annotations

import os
from collections import OrderedDict

from ringtree.media.g711 import A_SILENCE
from ringtree.media.worker.samples import FRAME, SAMPLE_RATE

CACHE_LIMIT = 64 * 1024 * 1024  # bytes; two hours and a quarter of sound


class SoundCache:
    """The sounds played last, by path; a changed file is read anew."""

    __slots__ = ("_limit", "_size", "_sounds")

    def __init__(self, limit: int = CACHE_LIMIT) -> None:
        self._limit = limit
        self._size = 0
        self._sounds: OrderedDict[str, tuple[tuple[int, int, int], bytes]] = OrderedDict()

    def get(self, path: str) -> bytes:
        """The file's A-law bytes. Raises OSError."""
        status = os.stat(path)
        identity = (status.st_ino, status.st_mtime_ns, status.st_size)
        known = self._sounds.get(path)
        if known is not None and known[0] == identity:
            self._sounds.move_to_end(path)
            return known[1]
        with open(path, "rb") as file:
            sound = file.read()
        self._keep(path, identity, sound)
        return sound

    def _keep(self, path: str, identity: tuple[int, int, int], sound: bytes) -> None:
        replaced = self._sounds.pop(path, None)
        self._size += len(sound) - (len(replaced[1]) if replaced else 0)
        self._sounds[path] = (identity, sound)
        while self._size > self._limit and len(self._sounds) > 1:
            _, (_, forgotten) = self._sounds.popitem(last=False)
            self._size -= len(forgotten)


class Playback:
    """One playlist on its way: a frame of 20 ms at a time."""

    __slots__ = ("_index", "_offset", "_sounds", "id", "loop")

    def __init__(self, playback: int, sounds: list[bytes], *, loop: bool, start: float) -> None:
        """`start` seconds are skipped; a looping playlist wraps round."""
        self.id = playback
        self.loop = loop
        self._sounds = [sound for sound in sounds if sound]
        self._index = 0
        self._offset = 0
        self._skip(max(0, int(start * SAMPLE_RATE)))

    def frame(self) -> bytes | None:
        """The next 20 ms of A-law, or None at the end. Sounds follow each other without a gap."""
        if self._index >= len(self._sounds):
            return None
        sound, offset = self._sounds[self._index], self._offset
        frame = sound[offset : offset + FRAME]
        self._offset = offset + FRAME
        if self._offset < len(sound):
            return frame
        return self._fill(bytearray(frame))

    @property
    def position(self) -> float:
        """Seconds from the beginning of the playlist to the next frame."""
        played = sum(len(sound) for sound in self._sounds[: self._index]) + self._offset
        return played / SAMPLE_RATE

    def _fill(self, frame: bytearray) -> bytes:
        """Go on to the next sound, which may lend the rest of this frame."""
        while True:
            self._index, self._offset = self._index + 1, 0
            if self._index >= len(self._sounds) and self.loop:
                self._index = 0
            missing = FRAME - len(frame)
            if not missing:
                return bytes(frame)
            if self._index >= len(self._sounds):
                return bytes(frame) + bytes((A_SILENCE,)) * missing
            sound = self._sounds[self._index]
            frame += sound[:missing]
            self._offset = missing
            if missing < len(sound):
                return bytes(frame)

    def _skip(self, samples: int) -> None:
        total = sum(map(len, self._sounds))
        if self.loop and total:
            samples %= total
        while self._index < len(self._sounds) and samples >= len(self._sounds[self._index]):
            samples -= len(self._sounds[self._index])
            self._index += 1
        if self._index < len(self._sounds):
            self._offset = samples
