"""What a caller hears from us: prompts one after the other, or music without end."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ringtree.calls.events import Played
from ringtree.calls.keys import KeyBuffer
from ringtree.calls.leg import Leg
from ringtree.media.plane import Playlist

#: A prompt that reports no end for this long is taken for lost with its worker; longer than any
#: prompt may be, because a caller must not wait for ever for a message that never comes.
LONGEST_PLAYBACK = 900.0


class Player:
    """Plays to one leg. A new playback replaces the one before."""

    __slots__ = ("_ended", "_leg", "_playback")

    def __init__(self, leg: Leg) -> None:
        self._leg = leg
        self._playback: int | None = None
        self._ended: asyncio.Future[bool] | None = None

    async def play(
        self, files: tuple[Path, ...], *, until_key: KeyBuffer | None = None, start: float = 0.0
    ) -> bool:
        """Play files in order, from `start` seconds on; whether all was heard.

        A key in `until_key` ends it early.
        """
        if until_key is not None and len(until_key):
            return False
        ended = self._begin(files, start)
        if until_key is not None:
            until_key.on_key(self._interrupt)
        try:
            async with asyncio.timeout(LONGEST_PLAYBACK):
                return await ended
        except TimeoutError:
            return False
        finally:
            self._ended = None
            if until_key is not None:
                until_key.on_key(None)
            if not ended.done() or ended.cancelled():
                self.stop()

    def _begin(self, files: tuple[Path, ...], start: float) -> asyncio.Future[bool]:
        assert self._leg.media is not None, "the call has no media yet"
        self._playback = self._leg.media.play(Playlist(files=files, start=start))
        self._ended = asyncio.get_running_loop().create_future()
        return self._ended

    def _interrupt(self) -> None:
        if self._ended is not None and not self._ended.done():
            self.stop()
            self._ended.set_result(False)

    def loop(self, files: tuple[Path, ...], *, start: float = 0.0) -> int:
        """Play files over and over, beginning `start` seconds into them."""
        assert self._leg.media is not None, "the call has no media yet"
        self._playback = self._leg.media.play(Playlist(files=files, loop=True, start=start))
        return self._playback

    def once(self, files: tuple[Path, ...]) -> int:
        """Play files without waiting; `Played` with the returned number says that it is over."""
        assert self._leg.media is not None, "the call has no media yet"
        self._playback = self._leg.media.play(Playlist(files=files))
        return self._playback

    def stop(self) -> None:
        """Fall silent."""
        self._playback = None
        if self._leg.media is not None:
            self._leg.media.stop_playing()

    def on_played(self, event: Played) -> None:
        """Hear that a playback ended."""
        if event.playback == self._playback and self._ended is not None:
            if not self._ended.done():
                self._ended.set_result(event.complete)


class NoPlayer(Player):
    """Of a call that has no caller yet: nobody hears anything."""

    __slots__ = ()

    def __init__(self) -> None:
        self._playback = None
        self._ended = None

    async def play(
        self, files: tuple[Path, ...], *, until_key: KeyBuffer | None = None, start: float = 0.0
    ) -> bool:
        """Heard by nobody, and over at once."""
        return True

    def loop(self, files: tuple[Path, ...], *, start: float = 0.0) -> int:
        """Heard by nobody."""
        return 0

    def once(self, files: tuple[Path, ...]) -> int:
        """Heard by nobody."""
        return 0

    def stop(self) -> None:
        """It is silent."""
