"""Asking whoever answered to take the call: a mobile's mailbox answers and presses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from ringtree.calls.cause import CauseKind
from ringtree.calls.target import Accept
from ringtree.media.plane import MediaLeg, Playlist

#: What whoever has to accept presses.
ACCEPT_KEY = "1"

#: Told None when the call is taken, else in which way it was not.
OnDecision = Callable[[CauseKind | None], None]


class Accepting:
    """One question, heard over and over until it is answered or its time is up.

    The decision is told once, or never after `stop`.
    """

    __slots__ = ("_media", "_on_decision", "_timer")

    def __init__(self, media: MediaLeg, accept: Accept, on_decision: OnDecision) -> None:
        self._media = media
        self._on_decision = on_decision
        media.play(Playlist(files=accept.files, loop=True))
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(accept.limit, on_decision, CauseKind.NO_ANSWER)

    def press(self, digit: str) -> None:
        """A key of whoever answered; any but one refuses."""
        if digit != ACCEPT_KEY:
            self._on_decision(CauseKind.REFUSED)
            return
        self.stop()
        self._media.stop_playing()
        self._on_decision(None)

    def stop(self) -> None:
        """Ask no more."""
        self._timer.cancel()
