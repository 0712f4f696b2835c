"""Live ears on a call: wait until a known sound is heard, and say how surely."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ringtree.demo.heard import Heard
from ringtree.demo.listening import (
    RATE,
    SILENCE_LEVEL,
    Samples,
    Tone,
    find_in_loop,
    find_in_parts,
    find_tone,
    level_of,
)
from ringtree.demo.phone_call import PhoneCall, PhoneTimeout

POLL = 0.25  # seconds between two looks
SURE = 0.8  # G.711 of the very sound gives 0.99 and more, other speech of the voice at most 0.5
SPEECH_WINDOW = 1.0  # seconds compared at a look
MUSIC_WINDOW = 2.0
SURE_OF_MUSIC = 0.9  # it comes after speech: a window that is music only in part must not do
TAIL = 0.4  # seconds to wait past a prompt's end: packets under way, a slip or two


@dataclass(frozen=True, slots=True)
class Hearing:
    """A known sound that was heard: `start` and `end` in seconds of the recording."""

    start: float
    end: float
    correlation: float


@dataclass(frozen=True, slots=True)
class Overheard:
    """What was in the air instead of what was waited for; `level` is None for no packet at all."""

    level: float | None
    tone: Tone | None = None

    def __str__(self) -> str:
        if self.level is None:
            return "nothing at all"
        if self.tone is not None:
            return f"a tone of {self.tone}"
        return "silence" if self.level < SILENCE_LEVEL else f"other sound of {self.level:.0f} dB"


class NotHeard(PhoneTimeout):
    """A sound did not come within `limit` seconds; `best` is the likeness nearest to it."""

    def __init__(self, limit: float, best: float, instead: Overheard) -> None:
        super().__init__(f"not heard within {limit:g} s (best {best:.2f}); heard was {instead}")
        self.limit = limit
        self.best = best
        self.instead = instead


class Listener:
    """Listens to one call, from its beginning or from `mark`."""

    def __init__(
        self,
        call: PhoneCall,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._call = call
        self._clock = clock
        self._sleep = sleep
        self._mark = 0.0

    @property
    def heard(self) -> Heard:
        """The whole recording so far."""
        return self._call.heard

    def mark(self) -> None:
        """Forget what was heard until now: only what follows counts."""
        self._mark = self.heard.seconds

    async def prompt(self, pcm: Samples, *, limit: float) -> Hearing:
        """Wait until this prompt begins (within `limit` seconds) and has been heard whole.

        Prompts of one voice can share words ("you are … in the queue"): only the whole decides.

        Raises:
            NotHeard: it did not begin in time.
            PhoneError: the call ended first.
        """
        window = min(SPEECH_WINDOW, 0.6 * len(pcm) / RATE)
        deadline = self._clock() + limit
        best = 0.0
        while (left := deadline - self._clock()) > 0:
            end, position, _ = await self._recognise(pcm, window, left, SURE)
            hearing = await self._whole(pcm, start=end - window - position)
            if hearing.correlation >= SURE:
                return hearing
            best = max(best, hearing.correlation)
            await self._more(POLL)
        raise NotHeard(limit, best, self.overhear())

    async def music(self, loop: Samples, *, limit: float, sure: float = SURE_OF_MUSIC) -> Hearing:
        """Wait until this endless music is heard, from anywhere in it, and hear it for 4 s."""
        end, _, correlation = await self._recognise(loop, MUSIC_WINDOW, limit, sure)
        # The first sure window may still hold the end of what came before; one more tells better.
        await self._call.wait_heard(end + MUSIC_WINDOW)
        again = self.heard.samples(end, end + MUSIC_WINDOW)
        match = await asyncio.to_thread(find_in_loop, again, loop)
        correlation = max(correlation, match.correlation)
        return Hearing(end - MUSIC_WINDOW, end + MUSIC_WINDOW, correlation)

    def overhear(self, seconds: float = 3.0) -> Overheard:
        """What the end of the recording is."""
        last = self.heard.samples(max(self._mark, self.heard.seconds - seconds))
        if not len(last):
            return Overheard(None)
        tone = find_tone(last)
        return Overheard(level_of(last), tone if tone.purity > 0.8 else None)

    async def _whole(self, pcm: Samples, *, start: float) -> Hearing:
        length = len(pcm) / RATE
        await self._call.wait_heard(start + length + TAIL)
        first = max(0.0, start - TAIL)
        heard = self.heard.samples(first, start + length + TAIL)
        match = await asyncio.to_thread(find_in_parts, pcm, heard)
        begin = first + match.offset
        return Hearing(begin, begin + length, match.correlation)

    async def _recognise(
        self, sound: Samples, window: float, limit: float, sure: float
    ) -> tuple[float, float, float]:
        """Recording position of the window's end, the window's place in the sound, correlation."""
        deadline = self._clock() + limit
        best = 0.0
        while (left := deadline - self._clock()) > 0:
            end = self.heard.seconds
            if end - self._mark >= window:
                piece = self.heard.samples(end - window, end)
                match = await asyncio.to_thread(find_in_loop, piece, sound)
                best = max(best, match.correlation)
                if match.correlation >= sure:
                    return end, match.offset, match.correlation
            await self._more(min(POLL, left))
        raise NotHeard(limit, best, self.overhear())

    async def _more(self, seconds: float) -> None:
        self._call.check_talking()
        await self._sleep(seconds)
