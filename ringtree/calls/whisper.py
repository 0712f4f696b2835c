"""Telling a callee who has answered something before the caller is connected."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ringtree.calls.attempt import Attempt
from ringtree.calls.events import Left, LegEvent, Played
from ringtree.media.plane import Playlist

#: Seconds after which a message that reports no end is taken for over; longer than any is.
LONGEST = 30.0


async def whisper(attempt: Attempt, files: tuple[Path, ...]) -> bool:
    """Play files to a callee who has media; whether the callee is still there afterwards."""
    leg = attempt.leg
    assert leg is not None and leg.media is not None, "nobody has answered"
    over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    playback = leg.media.play(Playlist(files=files))

    def hear(_attempt: Attempt, event: LegEvent) -> None:
        ended = isinstance(event, Played) and event.playback == playback
        if (ended or isinstance(event, Left)) and not over.done():
            over.set_result(None)

    attempt.listener = hear
    if not leg.is_over:
        try:
            async with asyncio.timeout(LONGEST):
                await over
        except TimeoutError:
            leg.media.stop_playing()
    return not leg.is_over
