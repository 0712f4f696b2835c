"""Asking a callee outside to press 1: a mobile's mailbox answers as well, but presses nothing."""

from __future__ import annotations

from pathlib import Path

from ringtree.calls.attempt import Attempt
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.events import Left, LegEvent, Pressed
from ringtree.calls.keys import KeyBuffer
from ringtree.media.plane import Playlist

ACCEPT_KEY = "1"


class AcceptanceCheck:
    """One callee who answered and has still to accept."""

    __slots__ = ("_attempt", "_gone", "_keys")

    def __init__(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self._keys = KeyBuffer()
        self._gone = False

    async def ask(self, files: tuple[Path, ...], limit: float) -> Cause | None:
        """Play to the callee, over and over, until a key comes; None once it was the right one.

        Whoever did not accept has been hung up on: for NO_ANSWER after `limit` seconds, for
        REFUSED by another key or by leaving. A cancelled question hangs up as well.
        """
        leg, why = self._attempt.leg, cause(CauseKind.CANCELLED)
        assert leg is not None and leg.media is not None, "nobody has answered"
        self._attempt.listener = self._on_callee
        if leg.is_over:
            return cause(CauseKind.REFUSED)
        leg.media.play(Playlist(files=files, loop=True))
        accepted = False
        try:
            key = await self._keys.take(limit)
            accepted = key == ACCEPT_KEY and not self._gone
            why = cause(*_REFUSED if key or self._gone else _NOBODY)
            return None if accepted else why
        finally:
            if not accepted:
                self._attempt.cancel(why)
                leg.confirm_end()

    def _on_callee(self, _attempt: Attempt, event: LegEvent) -> None:
        match event:
            case Pressed(digit=digit):
                self._keys.press(digit)
            case Left():
                self._gone = True
                self._keys.press("")  # nobody waits for a key of who has left


_REFUSED = (CauseKind.REFUSED, "did not accept the call")
_NOBODY = (CauseKind.NO_ANSWER, "nobody accepted the call")
