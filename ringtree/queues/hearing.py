"""What a caller in a queue hears: a greeting, music, and announcements between its bars.

One thing at a time: what is to be said while something is being said waits for it, and of each
kind only the latest. The music goes on where it was cut off, and begins anew where the queue has
been given another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import structlog

from ringtree.calls.call import Call
from ringtree.calls.events import Played
from ringtree.company.prompt import Language, Prompt
from ringtree.company.queue import Queue
from ringtree.prompts.library import PromptUnavailable
from ringtree.prompts.phrases import WRONG_KEY, Phrase

log = structlog.get_logger(__name__)


class Hearing:
    """Plays to one waiting caller."""

    __slots__ = (
        "_call",
        "_callers_language",
        "_later",
        "_music_at",
        "_music_id",
        "_queue",
        "_said",
        "music",
    )

    def __init__(self, call: Call, queue: Callable[[], Queue], language: Language | None) -> None:
        """`language` is the caller's, for a queue without one of its own."""
        self._call = call
        self._queue = queue
        self._callers_language = language
        self.music = _music(call, queue())
        self._music_at = 0.0
        self._music_id: int | None = None
        self._said: int | None = None
        """The playback of what is being said."""
        self._later: dict[str, tuple[Path, ...]] = {}
        """What waits to be said, by kind."""

    @property
    def language(self) -> Language:
        """In which the caller is spoken to."""
        company = self._call.snapshot.company
        return self._queue().language or self._callers_language or company.language

    async def begin(self, greeting: Iterable[Prompt]) -> None:
        """Play the greeting, if there is one, and then music."""
        files = await self.prepare(greeting)
        if files:
            self._say(files)
        else:
            self._play_music()

    async def say(self, kind: str, parts: Iterable[Prompt | Phrase]) -> bool:
        """Say something as soon as nothing else is being said; False: it can't be spoken.

        Said later it takes the place of what waits to be said and is of the same kind.
        """
        files = await self.prepare(parts)
        if not files:
            return False
        if self._said is None:
            self._say(files)
        else:
            self._later[kind] = files
        return True

    async def wrong_key(self) -> None:
        """Tell the caller that no choice begins with that key."""
        await self.say("key", (WRONG_KEY,))

    def forget(self, kind: str) -> None:
        """Do not say any more what waits to be said."""
        self._later.pop(kind, None)

    def on_played(self, event: Played) -> None:
        """Go on with what waits, or with the music."""
        if event.playback == self._music_id:
            self._music_at = event.position
        elif event.playback == self._said:
            self._said = None
            if self._later:
                self._say(self._later.pop(next(iter(self._later))))
            else:
                self._play_music()

    async def prepare(self, parts: Iterable[Prompt | Phrase]) -> tuple[Path, ...]:
        """The files of what can be played; the rest is logged, and nobody waits for it."""
        prompts, code = self._call.exchange.prompts, self._call.snapshot.code
        files = []
        for part in parts:
            try:
                files.append(await prompts.prepare(part, self.language, company=code))
            except PromptUnavailable as error:
                log.warning("not announced", call=self._call.id, error=str(error))
        return tuple(files)

    def _say(self, files: tuple[Path, ...]) -> None:
        self._said = self._call.player.once(files)

    def _play_music(self) -> None:
        if (music := _music(self._call, self._queue())) != self.music:
            self.music, self._music_at = music, 0.0
        self._music_id = self._call.player.loop(self.music, start=self._music_at)


def _music(call: Call, queue: Queue) -> tuple[Path, ...]:
    """The queue's music in order, or in one of this call's own."""
    company, library = call.snapshot.company, call.exchange.prompts
    files = [file for name in queue.tracks for file in library.music(name, company=company.code)]
    if queue.music_shuffled:
        Random(call.id).shuffle(files)
    return tuple(files)
